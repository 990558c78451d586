#!/usr/bin/env python3
"""Are confidences what they say? Of the words said to be 0.9 sure, about 90 % should be right.

  reliability.py [--map FILE] [--fit] PACK.xml TRUTH.txt ...

PACK.xml is the pack after stage ocr, TRUTH.txt the words of its pages in any layout, a form feed after each page (make-scans and
pdftotext write it so). A word read is right when the truth has it at its place in the order of words, or left over elsewhere on
the page; words that were only cut or joined otherwise are right, for confidence speaks of letters. Prints for each kind of region the words in bins of the confidence said: how many, what was said on the mean, how many
were right; and the expected calibration error, the mean gap between the two. --map puts the reader's scores through a calibration
map first (stages/write/data/confidence.tsv); --fit prints such a map, fitted to these pages.
"""
import difflib, sys
from collections import Counter, defaultdict
from xml.etree import ElementTree

BINS = [0, 0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 1.0001]
FEWEST = 120  # words behind a knot of the map: a share of 0.9 is then known to 0.06


def local(tag):
    return tag.rsplit("}", 1)[-1]


def read_pages(path):
    """Words of each page as (text, kind of region, score)."""
    for page in ElementTree.parse(path).getroot().iter():
        if local(page.tag) != "page":
            continue
        kinds = [r.get("kind") for r in page if local(r.tag) == "region"]
        words = [w for w in page if local(w.tag) == "w" and w.get("o") == "ocr"]
        yield [(w.text or "", "scan" if kinds[int(w.get("r"))] == "scan" else "picture", float(w.get("p", 1))) for w in words]


def judge(read, truth):
    """Whether each word read is right."""
    right = [False] * len(read)
    left = Counter(truth)
    for kind, t0, t1, r0, r1 in difflib.SequenceMatcher(None, truth, read, autojunk=False).get_opcodes():
        if kind == "equal" or "".join(truth[t0:t1]) == "".join(read[r0:r1]):
            right[r0:r1] = [True] * (r1 - r0)
            left.subtract(truth[t0:t1])
    for i, word in enumerate(read):
        if not right[i] and left[word] > 0:
            right[i] = True
            left[word] -= 1
    return right


def gather(paths):
    """(score, right) of all words, by kind."""
    found = defaultdict(list)
    for pack, truth in zip(paths[::2], paths[1::2]):
        pages = open(truth, encoding="utf-8").read().split("\f")
        for words, text in zip(read_pages(pack), pages):
            for (word, kind, score), right in zip(words, judge([w[0] for w in words], text.split())):
                found[kind].append((score, right))
    return found


def pool(pools, is_breach):
    """Joins neighbours, from the left, while the last two are in breach of a law."""
    joined = []
    for each in pools:
        joined.append(each)
        while len(joined) > 1 and is_breach(joined[-2], joined[-1]):
            last = joined.pop()
            joined[-1] = [a + b for a, b in zip(joined[-1], last)]
    return joined


def fit(pairs):
    """Isotonic: neighbours are pooled until each pool is large enough and the share of right words grows with the score."""
    pools = pool([[score, 1, int(right)] for score, right in sorted(pairs)], lambda a, b: a[1] < FEWEST)
    if len(pools) > 1 and pools[-1][1] < FEWEST:
        last = pools.pop()
        pools[-1] = [a + b for a, b in zip(pools[-1], last)]
    pools = pool(pools, lambda a, b: a[2] * b[1] >= b[2] * a[1])
    return [(s / n, (good + 1) / (n + 2)) for s, n, good in pools]


def read_map(path):
    knots = defaultdict(list)
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            kind, score, share = line.split()
            knots[kind].append((float(score), float(share)))
    return knots


def calibrate(knots, score):
    if not knots:
        return score
    if score <= knots[0][0]:
        return knots[0][1] * score / knots[0][0] if knots[0][0] > 0 else knots[0][1]
    for (x0, y0), (x1, y1) in zip(knots, knots[1:]):
        if score <= x1:
            return y0 + (y1 - y0) * (score - x0) / (x1 - x0)
    return knots[-1][1]


def show(kind, pairs):
    gap = 0
    print("%-8s %-12s %7s %7s %7s" % (kind, "said", "words", "mean", "right"))
    for low, high in zip(BINS, BINS[1:]):
        bin = [p for p in pairs if low <= p[0] < high]
        if not bin:
            continue
        said, right = sum(p[0] for p in bin) / len(bin), sum(p[1] for p in bin) / len(bin)
        gap += abs(said - right) * len(bin)
        print("%-8s %.3f-%.3f  %7d %7.3f %7.3f" % ("", low, min(high, 1), len(bin), said, right))
    print("%-8s words %d  right %.4f  calibration error %.4f" % ("", len(pairs), sum(p[1] for p in pairs) / len(pairs), gap / len(pairs)))


def main():
    args, chart, fitting = sys.argv[1:], None, False
    while args and args[0].startswith("--"):
        option = args.pop(0)
        if option == "--map":
            chart = read_map(args.pop(0))
        elif option == "--fit":
            fitting = True
        else:
            sys.exit(__doc__)
    if not args or len(args) % 2:
        sys.exit(__doc__)
    for kind, pairs in sorted(gather(args).items()):
        if fitting:
            print("\n".join("%s\t%.4f\t%.4f" % (kind, score, share) for score, share in fit(pairs)))
        else:
            show(kind, [(calibrate(chart[kind], s), r) for s, r in pairs] if chart else pairs)


if __name__ == "__main__":
    main()
