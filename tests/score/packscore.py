#!/usr/bin/env python3
"""Scores document.xml against a pack's truth file: the figures that make score prints where no other scorer is at hand.

  packscore.py TRUTH.json document.xml

text_f1      words in reading order, page by page, without furniture
heading_f1, item_f1, agenda_f1, resolution_f1    exact texts on the right page; item_level: depth of the items found
table_adj_f1 neighbouring non-blank cells, right and down (ICDAR 2013)
numbers      number cells of the truth that stand in a table of their page
"""
import collections, difflib, json, sys, unicodedata
import xml.etree.ElementTree as ET

MB = "{urn:minutebook:archive:1}"
FOLD = {**dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"), 0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
BLOCKS = set("p heading li num caption listIntroduction th td tr table ul item blockList hcontainer debateSection content intro block "
             "subheading interstitial blockContainer resolutions".split())
STORY = "coverPage preface preamble mainBody conclusions debateBody".split()


def norm(text):
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(FOLD).split())


def local(e):
    return e.tag.split("}")[-1] if isinstance(e.tag, str) else ""


def text_of(e):
    return " ".join("".join(pieces(e)).split())


def pieces(e):
    yield " " if local(e) in BLOCKS or local(e) == "eop" else ""
    yield e.text or ""
    for c in e:
        yield from pieces(c)
        yield c.tail or ""
    yield " " if local(e) in BLOCKS else ""


def grid_of(table):
    """The rows of a table, cells that a span covers as empty strings."""
    grid, covered = [], set()
    for i, tr in enumerate(r for r in table.iter() if local(r) == "tr"):
        row = []
        for c in (c for c in tr if local(c) in ("td", "th")):
            while (i, len(row)) in covered:
                row.append("")
            high, wide = int(c.get("rowspan", 1)), int(c.get("colspan", 1))
            covered |= {(i + a, len(row) + b) for a in range(high) for b in range(wide)}
            row += [text_of(c)] + [""] * (wide - 1)
        grid.append(row)
    return grid


class Reading:
    """What a document.xml says: words by page, headings, items, tables, agenda, resolutions."""

    def __init__(self, path):
        self.words, self.tables = collections.defaultdict(list), []
        self.headings, self.items, self.agenda, self.resolutions = [], [], [], []
        self.page, self.deciding = 1, False
        for part in ET.parse(path).getroot().iter():
            if local(part) in STORY:
                self.walk(part, 0)

    def say(self, text):
        self.words[self.page].append(text or "")

    def note(self, e, name, depth):
        agenda = name in ("hcontainer", "debateSection") and e.get("name") == "agendaItem"
        if name == "heading":
            self.headings.append((self.page, norm(text_of(e))))
        elif agenda:
            first = lambda n: next((text_of(c) for c in e if local(c) == n), "")
            self.agenda.append((first("num").strip(" .").split(" ")[-1], norm(first("heading"))))
        elif name == "table":
            self.tables.append((self.page, grid_of(e)))
        elif name in ("li", "item") and not self.deciding:
            self.items.append((self.page, norm(self.own_text(e)), depth))
        elif name == "item":
            self.resolutions.append((self.label(e), norm(self.own_text(e)).rstrip(".;")))

    def label(self, e):
        return next((text_of(c) for c in e if local(c) == "num"), "").strip(" ().:;")

    def own_text(self, e):
        keep = [e.text or ""]
        for c in e:
            if local(c) == "blockList":
                keep += [text_of(x) for x in c if local(x) == "listIntroduction"]
            elif local(c) not in ("ul", "ol", "num"):
                keep.append(text_of(c))
            keep.append(c.tail or "")
        return " ".join(keep)

    def walk(self, e, depth):
        name = local(e)
        if not name or name in ("meta", "foreign"):
            return
        page = e.get(MB + "page") or (e.get("number") if name == "eop" else None)
        if page and page.isdigit():
            self.page = int(page)
        if e.get(MB + "artifact"):
            return
        was = self.deciding
        self.deciding = was or name == "resolutions" or e.get("name") == "resolutions"
        self.note(e, name, depth)
        gap = " " if name in BLOCKS or name == "eop" else ""
        self.say(gap)
        self.say(e.text)
        for c in e:
            self.walk(c, depth + (name in ("ul", "ol", "blockList")))
            self.say(c.tail)
        self.say(gap)
        self.deciding = was


def truth_words(page, before):
    """The words of a page in reading order; a table or item that began on the page before gives its rest here."""
    out = []
    for b in (before or {"blocks": []})["blocks"]:
        if b.get("continues"):
            out += [c for r in b["rows"][b["continues"]:] for c in r]
        out += [i["tail"] for i in b.get("items", []) if i.get("tail")]
    for b in page["blocks"]:
        kind = b["type"]
        if kind in ("heading", "paragraph"):
            out.append(b["text"])
        elif kind == "agendaItem":
            out += [b["num"], b["title"], b["rest"]]
        elif kind in ("list", "resolutions"):
            out.append(b.get("intro", ""))
            for i in b["items"]:
                text = (i.get("label") or "") + " " + i["text"]
                out.append(text[:len(text) - len(i["tail"])] if i.get("tail") else text)
        elif kind == "table":
            out += [b["vertical_label"] or ""] + b["header"] + [c for r in b["rows"][:b.get("continues")] for k, c in enumerate(r) if b["kinds"][k] != "icon"]
    return norm(" ".join(out)).split()


def common(a, b):
    return sum((collections.Counter(a) & collections.Counter(b)).values())


def f1(hits, truth, got):
    return 2.0 * hits / (truth + got) if truth + got else 1.0


def neighbours(rows):
    grid = [["".join(norm(c).split()) for c in r] for r in rows]
    for i, r in enumerate(grid):
        for j, c in enumerate(r):
            if c:
                right = next((x for x in r[j + 1:] if x), None)
                below = next((s[j] for s in grid[i + 1:] if j < len(s) and s[j]), None)
                yield from ((c, n, d) for n, d in ((right, "h"), (below, "v")) if n)


def score(truth, got):
    pages = {p["page"]: p for p in truth["pages"]}
    hits = wanted = found = 0
    for n, p in pages.items():
        t = truth_words(p, pages.get(n - 1)); g = norm("".join(got.words[n])).split()
        if any(b["type"] == "figure" or "icon" in b.get("kinds", []) for b in p["blocks"]):
            g = [w for w in g if w in t]
        hits += sum(m.size for m in difflib.SequenceMatcher(None, t, g, autojunk=False).get_matching_blocks())
        wanted += len(t); found += len(g)
    blocks = [(n, b) for n, p in pages.items() for b in p["blocks"]]
    heads = [(n, norm(b.get("text") or b["title"])) for n, b in blocks if b["type"] in ("heading", "agendaItem")]
    items = [(n, norm(i["text"]), i["level"]) for n, b in blocks if b["type"] == "list" for i in b["items"]]
    flat = common([i[:2] for i in items], [i[:2] for i in got.items])
    tables = [(n, [b["header"]] + [["" if b["kinds"][k] == "icon" else c for k, c in enumerate(r)] for r in b["rows"]], b) for n, b in blocks if b["type"] == "table"]
    want = [(n,) + x for n, rows, _ in tables for x in neighbours(rows)]; have = [(n,) + x for n, rows in got.tables for x in neighbours(rows)]
    numbers = [(n, "".join(norm(c).split())) for n, _, b in tables for r in b["rows"] for k, c in enumerate(r) if b["kinds"][k] in ("number", "percent") and c]
    cells = [(n, "".join(norm(c).split())) for n, rows in got.tables for r in rows for c in r]
    later = [(n + 1, v) for n, v in cells]  # a table over two pages stands on its first page in both
    agenda = sorted({(a["number"], norm(a["title"])) for a in truth["agenda"]})
    decided = [(r["path"].split(".")[-1], norm(r["text"]).rstrip(".;")) for r in truth["resolutions"]]
    return dict(text_f1=f1(hits, wanted, found), heading_f1=f1(common(heads, got.headings), len(heads), len(got.headings)),
                item_f1=f1(flat, len(items), len(got.items)), item_level=common(items, got.items) / flat if flat else 1.0 if not items else 0.0,
                table_adj_f1=f1(common(want, have), len(want), len(have)), numbers=common(numbers, cells + later) / len(numbers) if numbers else 1.0,
                agenda_f1=f1(common(agenda, sorted(set(got.agenda))), len(agenda), len(set(got.agenda))),
                resolution_f1=f1(common(decided, got.resolutions), len(decided), len(got.resolutions)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    figures = score(json.load(open(sys.argv[1], encoding="utf8")), Reading(sys.argv[2]))
    print("  ".join("%s %.4f" % f for f in figures.items()))
