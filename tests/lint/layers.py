#!/usr/bin/env python3
"""Checks that the arrows between rooms and sub-rooms point one way and that every foreign library lives in one room.

  layers.py [ROOT]     prints each breach as FILE:LINE: law, exits with 1 when there is one
"""
import glob, os, re, sys

# Which rooms a room may include, itself understood.
MAY = {
    "base": set(),
    "model": {"base"},
    "xml": {"base", "model"},
    "pdf": {"base", "model"},
    "image": {"base", "model"},
    "reader": {"base", "model", "image"},
    "stage": {"base", "model", "xml"},
    "archive": {"base", "model", "xml", "stage"},
    "driver": {"base", "model", "xml", "stage", "archive"},
}
STAGE_MAY = {"base", "model", "xml", "stage", "pdf", "image", "reader"}
# Foreign headers and the one room each may be named in.
FOREIGN = [
    (r"libxml/|libxslt/|libexslt/", "xml"),
    (r"poppler|cairo|qpdf/", "pdf"),
    (r"leptonica/|allheaders", "image"),
    (r"tesseract/", "reader"),
    (r"hunspell", "repair"),
    (r"sqlite3", "archive"),
]
# A sub-room of a stage shows other sub-rooms one header, called as it is: stages/tag/structure/structure.h.
BESIDE = re.compile(r"\.\./([a-z-]+)/([a-z-]+)\.h$")
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]')


def room_of(path):
    parts = path.split(os.sep)
    return parts[1] if parts[0] in ("pipeline", "include", "stages") else None


def breaches(path, lines):
    top, room = path.split(os.sep)[0], room_of(path)
    allowed = STAGE_MAY if top == "stages" else MAY[room]
    for n, line in enumerate(lines, 1):
        m = INCLUDE.match(line)
        if not m:
            continue
        target = m.group(1)
        first = target.split("/")[0]
        if '"' in line and first in MAY and first != room and first not in allowed:
            yield n, "%s may not include %s" % (room, target)
        if '"' in line and target.startswith("stages/") and target.split("/")[1] != room:
            yield n, "stage %s may not include stage %s" % (room, target)
        beside = BESIDE.match(target)
        if beside and beside.group(1) != beside.group(2):
            yield n, "%s is not the face of sub-room %s" % (target, beside.group(1))
        for pattern, home in FOREIGN:
            if "<" in line and re.match(pattern, target) and room != home:
                yield n, "<%s> belongs to %s alone" % (target, home)


def main():
    os.chdir(sys.argv[1] if len(sys.argv) > 1 else ".")
    found = 0
    files = sorted(glob.glob("pipeline/*/*.[ch]") + glob.glob("include/*/*.h") + glob.glob("stages/**/*.[ch]", recursive=True))
    for path in files:
        for n, law in breaches(path, open(path, encoding="utf8")):
            print("%s:%d: %s" % (path, n, law)); found += 1
    return found


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
