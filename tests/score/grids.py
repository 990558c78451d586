#!/usr/bin/env python3
"""Compares the tables of an archive XML file with corrected grids.

  grids.py [--show] GRIDS.json ARCHIVE.xml

GRIDS.json holds for each table its rows: cells as they were read (cells_raw), as they are right (cells; null where nobody can
tell), what was repaired and what is flagged. Tables are matched by the numbers of their rows. Printed are
  numbers   cells whose number is right, of all; changed: of those that were read wrongly, mended; spoilt: right ones changed
  labels    blank row labels that have a right name, filled in; a total whose wording was chosen by people counts with any name of a
            total, "Total" among them; invented: filled in where the right grid has none
  flagged   cells that nobody can tell, marked doubtful or empty, of all; header words with another candidate, flagged
  silent    cells that differ from the right grid and are not flagged
"""
import argparse, json, re, xml.etree.ElementTree as ET

MB = "{urn:minutebook:archive:1}"


def local(e):
    return e.tag.rsplit("}", 1)[-1]


def text(e):
    return " ".join("".join(e.itertext()).split())


def grid(table):
    rows = []
    for tr in table:
        if local(tr) == "tr":
            rows.append([(text(c), c.get(MB + "check"), [i.get(MB + "candidate") for i in c.iter() if i.get(MB + "candidate")],
                          any(local(i) == "inline" and i.get("name") == "doubtful" for i in c.iter())) for c in tr])
    return rows


def number(s):
    m = re.fullmatch(r"([+-]?)([\d,]+(?:\.\d+)?)\s*%?", str(s).strip())
    return None if not m else float((m.group(1) + m.group(2)).replace(",", ""))


def same(a, b):
    x, y = number(a), number(b)
    return x == y if x is not None and y is not None else " ".join(str(a).split()) == " ".join(str(b).split())


def matching(rows, want):
    """Where the rows of a wanted table begin in a grid, or None."""
    raws = [r["cells_raw"] for r in want["rows"]]
    for at in range(len(rows)):
        hits = sum(sum(same(a, b[0]) for a, b in zip(raw, row)) > len(raw) // 2 for raw, row in zip(raws, rows[at:]))
        if hits * 4 >= len(raws) * 3:
            return at
    return None


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--show", action="store_true"); ap.add_argument("grids"); ap.add_argument("archive"); a = ap.parse_args()
    tables = [grid(t) for t in ET.parse(a.archive).getroot().iter() if local(t) == "table"]
    n = dict.fromkeys("tables found numbers right wrong mended spoilt blank named invented lost unknown flagged candidates offered silent".split(), 0)
    notes = []
    for want in json.load(open(a.grids, encoding="utf8"))["tables"]:
        if not any("cells_raw" in r for r in want["rows"]):
            continue
        n["tables"] += 1
        got = next(((t, matching(t, want)) for t in tables if matching(t, want) is not None), None)
        if not got:
            notes.append("%s: not found" % want["id"]); continue
        n["found"] += 1
        rows, at = got
        for f in want["flags"]:
            if f.get("candidate") and f.get("raw") and f.get("col") is not None and at:
                n["candidates"] += 1
                cell = rows[at - 1][f["col"]]
                ok = cell[0] == f["raw"] and f["candidate"] in cell[2]
                n["offered"] += ok
                if not ok:
                    notes.append("%s head c%d: %r, wanted the candidate %r" % (want["id"], f["col"] + 1, cell, f["candidate"]))
        k = at
        for r in want["rows"]:
            while k < len(rows) and sum(same(x, y[0]) for x, y in zip(r["cells_raw"], rows[k])) <= len(r["cells_raw"]) // 2:
                k += 1
            if k == len(rows):
                notes.append("%s: row %s not found" % (want["id"], r["cells_raw"])); break
            wording = {x["col"] for x in r["repaired"] if "wording chosen" in (x.get("confidence") or "")}
            for c, (raw, right) in enumerate(zip(r["cells_raw"], r["cells"])):
                cell, check = rows[k][c][0], rows[k][c][1]
                flagged = check == "doubtful" or rows[k][c][3]
                note = "%s r%d c%d: raw %r right %r got %r %s" % (want["id"], k + 1, c + 1, raw, right, cell, check)
                if right is None:
                    n["unknown"] += 1
                    ok = flagged or not cell
                    n["flagged"] += ok
                    n["invented"] += not raw and bool(cell)
                elif number(right) is not None:
                    n["numbers"] += 1; ok = same(cell, right); n["right"] += ok
                    n["wrong"] += not same(raw, right); n["mended"] += ok and not same(raw, right)
                    n["spoilt"] += not ok and same(raw, right)
                elif not raw:
                    n["blank"] += 1
                    ok = same(cell, right) or (c in wording and cell == "Total" and check == "repaired")
                    n["named"] += ok; n["invented"] += not ok and bool(cell)
                    ok = ok or not cell
                else:
                    ok = same(cell, right) or flagged
                    n["lost"] += not ok
                n["silent"] += not ok and not flagged
                if not ok or (not raw and right is not None and not cell):
                    notes.append(note)
            k += 1
    print("tables %(found)d of %(tables)d  numbers right %(right)d of %(numbers)d  mended %(mended)d of %(wrong)d  spoilt %(spoilt)d  "
          "labels named %(named)d of %(blank)d  invented %(invented)d  not to be known flagged or empty %(flagged)d of %(unknown)d  "
          "candidates offered %(offered)d of %(candidates)d  silent %(silent)d" % n)
    for note in notes if a.show else []:
        print("   ", note)


if __name__ == "__main__":
    main()
