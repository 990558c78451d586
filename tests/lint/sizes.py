#!/usr/bin/env python3
"""Checks sizes: functions at most 90 lines (95 of 100 at most 60), files at most 600 lines, lines at most 140 columns.

  sizes.py [--list] [ROOT]     --list prints the ten longest of each
"""
import argparse, glob, os, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ctree

FUNCTION_MAX, FUNCTION_P95, FILE_MAX, COLUMN_MAX = 90, 60, 600, 140


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--list", action="store_true"); ap.add_argument("root", nargs="?", default="."); a = ap.parse_args()
    os.chdir(a.root)
    functions, files, found = [], [], 0
    for path in sorted(glob.glob("pipeline/*/*.c") + glob.glob("stages/**/*.[ch]", recursive=True) + glob.glob("include/*/*.h")):
        text = open(path, encoding="utf8").read()
        lines = text.split("\n")
        files.append((len(lines), path))
        for n, line in enumerate(lines, 1):
            if len(line) > COLUMN_MAX:
                print("%s:%d: %d columns" % (path, n, len(line))); found += 1
        functions += [(last - first + 1, "%s:%d: %s" % (path, first, name)) for name, first, last in ctree.functions(text)]
    functions.sort(reverse=True); files.sort(reverse=True)
    for size, where in functions:
        if size > FUNCTION_MAX:
            print("%s has %d lines" % (where, size)); found += 1
    for size, path in files:
        if size > FILE_MAX:
            print("%s: has %d lines" % (path, size)); found += 1
    if functions and functions[len(functions) * 5 // 100][0] > FUNCTION_P95:
        print("more than 5 of 100 functions are longer than %d lines" % FUNCTION_P95); found += 1
    if a.list:
        for size, what in functions[:10] + files[:10]:
            print("%5d %s" % (size, what))
    return found


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
