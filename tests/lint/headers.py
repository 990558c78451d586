#!/usr/bin/env python3
"""Checks that every public header says what it is for and documents every function.

  headers.py [ROOT]

A comment covers the lines right below it up to the next empty line, so that small families (new/free, name/from_name)
share one. `_free` functions and G_DEFINE lines need none of their own.
"""
import glob, os, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ctree


def main():
    os.chdir(sys.argv[1] if len(sys.argv) > 1 else ".")
    found = 0
    for path in sorted(glob.glob("include/*/*.h") + glob.glob("stages/**/*.h", recursive=True)):
        text = open(path, encoding="utf8").read()
        if not text.startswith("/*"):
            print("%s:1: the header does not begin with what it is for" % path); found += 1
        for name, line, commented in ctree.prototypes(text):
            if not commented and not name.endswith("_free"):
                print("%s:%d: %s is not documented" % (path, line, name)); found += 1
    return found


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
