#!/usr/bin/env python3
"""Reads JSON lines of two runs in turn (tags stripped, with tags), prints each and the two means."""
import json, sys

KEYS = "text_f1 stray_glyphs heading_f1 item_f1 item_level table_found table_adj_f1 number_exact number_silent phantom_tables".split()
rows = [json.loads(line) for line in sys.stdin if line.startswith("{")]
for i, r in enumerate(rows):
    print(r["name"], "bare  " if i % 2 == 0 else "tagged", "  ".join("%s %s" % (k, r[k]) for k in KEYS))
for kind in (0, 1):
    half = rows[kind::2]
    if half:
        print("mean", ("bare  ", "tagged")[kind], "  ".join("%s %.4f" % (k, sum(r[k] for r in half) / len(half)) for k in KEYS))
