#!/usr/bin/env python3
"""Takes the marks out of minutes of fixtures/minutes: a text (or page) and its annotation as score_entities.py reads it.

  marked.py OUTDIR FILE.mk ...     {P#id|name} {O|org} ... {X path|operative text}; see fixtures/minutes/README.md
"""
import json, os, re, sys

TYPES = dict(P="PERSON", O="ORG", B="BODY", R="ROLE", L="PLACE", D="DATE", M="MONEY", K="MEASURE", F="DOCREF", A="ACTION",
             I="AGENDA_ITEM", G="LEGIS", E="EXEMPT", V="VOTE", C="CONTACT")
MARK = re.compile(r"\{([A-Z])(?:#(\w+)| ([^|{}]+))?\|")


def page_text(marked):
    """What a browser shows of a page, its marks kept."""
    text = re.sub(r"<head>.*?</head>", "", marked, flags=re.S)
    text = re.sub(r"</(p|h\d|li|td|th|div|tr)>|<br>", "\n", text)
    return re.sub(r"<[^>]+>", "", text)


def read_marks(marked):
    """The text without marks, its entities and its resolutions."""
    text, stack, entities, resolutions, at = "", [], [], [], 0
    while at < len(marked):
        mark = MARK.match(marked, at)
        if mark:
            stack.append(mark.groups() + (len(text),)); at = mark.end(); continue
        if marked[at] == "}":
            kind, ident, path, start = stack.pop()
            found = dict(start=start, end=len(text), text=text[start:])
            if kind == "X":
                resolutions.append(dict(found, path=path, parent=None, verb=None, addressee=None))
            else:
                entities.append(dict(found, id="e%d" % len(entities), type=TYPES[kind], attrs=dict(id=ident) if ident else {}))
        else:
            text += marked[at]
        at += 1
    assert not stack, stack
    return text, sorted(entities, key=lambda e: (e["start"], -e["end"])), sorted(resolutions, key=lambda r: r["start"])


def convert(path, out):
    marked, name = open(path, encoding="utf8").read(), os.path.basename(path)[:-3]
    page = name.endswith(".html")
    if page:
        name = name[:-5]
        open("%s/%s.html" % (out, name), "w", encoding="utf8").write(MARK.sub("", marked).replace("}", ""))
        marked = page_text(marked)
    text, entities, resolutions = read_marks(marked)
    text_file = name + (".gold" if page else ".txt")
    open("%s/%s" % (out, text_file), "w", encoding="utf8").write(text)
    gold = dict(text_file=text_file, entities=entities, resolutions=resolutions, persons=[], tables=[])
    json.dump(gold, open("%s/%s.json" % (out, name), "w", encoding="utf8"), ensure_ascii=False, indent=1)


def main():
    os.makedirs(sys.argv[1], exist_ok=True)
    for path in sys.argv[2:]:
        convert(path, sys.argv[1])


if __name__ == "__main__":
    main()
