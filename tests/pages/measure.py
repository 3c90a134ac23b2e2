#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures what is read of pages against gold made by hand, and prints figures.

usage: measure.py dates | measure.py years | measure.py text

dates   the day of publication of the dated pages of $REGIO_DATA/pages/gold.jsonl,
        with the address of each page unknown and known: the share of all dated
        pages whose day is right, whose year is right, whose years are right
years   the years of the pages of corpus/ against corpus/gold.tsv: precision,
        recall, F1 over all years, their addresses known as in an index
text    the main text of the pages of $REGIO_DATA/pages/gold.jsonl: pieces that must
        be in it and pieces that must not, counted as trafilatura's evaluation does

--show prints each page that is wrong. Ends with 1 below a floor of FLOORS.
"""
import csv
import json
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon, run_indexer  # noqa: E402

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

# what must be reached
FLOORS = {
    "dates, address unknown": {"day": 0.90, "year": 0.95},
    "dates, address known": {"day": 0.90, "year": 0.95},
    "years": {"f1": 0.95},
    "text": {"f1": 0.93},
}


def tell(name, figures):
    """Prints the figures of one set; true if none is below its floor."""
    shown = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
    low = [key for key, least in FLOORS[name].items() if figures[key] < least]
    print(f"{name:24} {shown}{'  BELOW ITS FLOOR: ' + ', '.join(low) if low else ''}")
    return not low


def inspect(path):
    done = run_indexer("inspect", path, "--json")
    return json.loads(done.stdout) if done.returncode == 0 else {"dates": [], "years": []}


def inspect_with_address(html, address):
    """The page as the only line of a file of JSON lines, which tells its address."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": address, "url": address, "html": html}) + "\n")
        lines.flush()
        return inspect(lines.name)


def judge_dates(name, pages, show):
    right = {"day": 0, "year": 0, "years": 0}
    for file, gold, page in pages:
        days = [date["date"] for date in page["dates"] if date["kind"] == "published"]
        day = days[0] if days else ""
        right["day"] += day == gold
        right["year"] += day[:4] == gold[:4]
        right["years"] += page["years"] == [int(gold[:4])]
        if show and day != gold:
            print(f"  {file} is of {gold}, read as {day or 'undated'}")
    return tell(name, {key: count / len(pages) for key, count in right.items()})


def gold_pages():
    """The folder of the pages and what is known of each; None: there is none."""
    if "REGIO_DATA" not in os.environ:
        print("skipped: REGIO_DATA names no folder with pages/gold.jsonl")
        return None
    folder = Path(os.environ["REGIO_DATA"]) / "pages"
    return folder, [json.loads(line) for line in open(folder / "gold.jsonl", encoding="utf-8")]


def folded(text):
    return " ".join(text.split())


def measure_text(show):
    gold = gold_pages()
    if not gold:
        return True
    folder, rows = gold
    found = missed = extra = 0
    for row in rows:
        if not (row.get("keep") or row.get("drop")):
            continue
        text = folded(inspect(folder / row["file"]).get("text", ""))
        lost = [piece for piece in row.get("keep") or [] if folded(piece) not in text]
        kept = [piece for piece in row.get("drop") or [] if folded(piece) in text]
        found += len(row.get("keep") or []) - len(lost)
        missed, extra = missed + len(lost), extra + len(kept)
        if show:
            for sign, piece in [("-", piece) for piece in lost] + [("+", piece) for piece in kept]:
                print(f"  {row['file']} {sign} {piece}")
    return tell("text", {"precision": found / (found + extra), "recall": found / (found + missed),
                         "f1": 2 * found / (2 * found + extra + missed)})


def measure_dates(show):
    gold = gold_pages()
    if not gold:
        return True
    folder, rows = gold
    rows = [row for row in rows if isinstance(row.get("date"), str)]
    unknown = [(row["file"], row["date"], inspect(folder / row["file"])) for row in rows]
    known = []
    for row in rows:
        html = (folder / row["file"]).read_bytes().decode("utf-8", "replace")
        known.append((row["file"], row["date"], inspect_with_address(html, row["url"].strip())))
    passed = judge_dates("dates, address unknown", unknown, show)
    return judge_dates("dates, address known", known, show) and passed


def indexed_years():
    """path: years, of all pages of the corpus as an index has them."""
    with Daemon() as daemon:
        daemon.index_folder(CORPUS / "pages")
        daemon.start()
        hits = []
        while len(hits) < (answer := daemon.search(offset=len(hits), limit=100))["total"]:
            hits += answer["hits"]
    return {hit["id"]: set(hit["years"]) for hit in hits}


def measure_years(show):
    seen = indexed_years()
    hits = wrong = missed = 0
    for row in csv.DictReader(open(CORPUS / "gold.tsv", encoding="utf-8"), delimiter="\t"):
        gold = {int(year) for year in row["years"].split(",") if year}
        years = seen.get(row["path"], set())
        hits, wrong, missed = (hits + len(gold & years), wrong + len(years - gold),
                               missed + len(gold - years))
        if show and gold != years:
            print(f"  {row['path']} is of {sorted(gold)}, read as {sorted(years)}")
    return tell("years", {"precision": hits / (hits + wrong), "recall": hits / (hits + missed),
                          "f1": 2 * hits / (2 * hits + wrong + missed)})


def main():
    names = [name for name in sys.argv[1:] if not name.startswith("--")]
    measures = {"dates": measure_dates, "years": measure_years, "text": measure_text}
    if not names or not set(names) <= set(measures):
        print(__doc__)
        return 2
    show = "--show" in sys.argv
    return 0 if all([measures[name](show) for name in names]) else 1


if __name__ == "__main__":
    sys.exit(main())
