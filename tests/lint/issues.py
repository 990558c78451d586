#!/usr/bin/env python3
"""Checks the issue table: each tag is raised somewhere, explained, and met in a test or golden; docs/issues.md is up to date.

  issues.py [--write] [ROOT]     --write makes docs/issues.md
"""
import argparse, glob, os, re, sys

ROW = re.compile(r'MB_ISSUE\(\s*(\w+),\s*"([^"]+)",\s*(\w+),\s*"([^"]+)",\s*"((?:[^"\\]|\\.)*)",\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', re.S)
HEAD = """# Issues

What minutebook can find wrong, doubtful or lost in a document. Made from `include/model/issue-table.h` by `make docs`.

An issue never stops the work; a failure does (see `exit-status.md`). Severities: **note** (worth knowing), **doubt** (a person
should look), **damage** (the source is damaged here; what could be kept is kept), **loss** (something of the source is not in
the archive). `minutebook run --fail-on SEVERITY` ends with status 1 when an issue is at least that grave.
"""


def rows():
    text = open("include/model/issue-table.h", encoding="utf8").read()
    for m in ROW.finditer(text):
        manual = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', m.group(6)))
        yield m.group(1), m.group(2), m.group(3).lower(), m.group(4), m.group(5), manual


def manual(table):
    out = [HEAD]
    for _, tag, severity, stage, message, text in table:
        out.append("\n## %s\n\n%s, from %s: \"%s\"\n\n%s\n" % (tag, severity, stage, message.replace("%s", "..."), text))
    return "".join(out)


def sources(*patterns):
    return "".join(open(f, encoding="utf8", errors="replace").read() for p in patterns for f in sorted(glob.glob(p, recursive=True)))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--write", action="store_true"); ap.add_argument("root", nargs="?", default="."); a = ap.parse_args()
    os.chdir(a.root)
    table, found = list(rows()), 0
    if a.write:
        open("docs/issues.md", "w", encoding="utf8").write(manual(table))
    code = sources("pipeline/**/*.c", "stages/**/*.c")
    tests = sources("tests/**/*.c", "tests/golden/**/issues.txt", "tests/**/*.sh", "tests/**/*.py")
    for name, tag, _, _, _, text in table:
        for ok, law in ((re.search(r"\bMB_ISSUE_%s\b" % name, code), "is never raised"), (len(text) > 20, "has no manual paragraph"),
                        (re.search(r"\bMB_ISSUE_%s\b" % name, tests) or tag in tests, "is met by no test")):
            if not ok:
                print("include/model/issue-table.h: %s %s" % (tag, law)); found += 1
    if not os.path.exists("docs/issues.md") or open("docs/issues.md", encoding="utf8").read() != manual(table):
        print("docs/issues.md is out of date: run make docs"); found += 1
    return found


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
