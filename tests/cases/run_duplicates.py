#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Which pages of corpus/ are taken for one page: those of corpus/duplicates.tsv,
and no others."""
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from programs import Daemon  # noqa: E402


def expected():
    lines = (ROOT / "corpus/duplicates.tsv").read_text().splitlines()
    return {tuple(line.split("\t")) for line in lines if line and not line.startswith("#")}


def found():
    groups = set()
    with Daemon() as daemon:
        daemon.index_folder(ROOT / "corpus/pages")
        daemon.start()
        for offset in range(0, 1000, 100):
            for hit in daemon.search(limit=100, offset=offset)["hits"]:
                if hit["duplicates"]:
                    groups.add((hit["id"], *(copy["id"] for copy in hit["duplicates"])))
    return groups


def main():
    wanted, groups = expected(), found()
    for group in sorted(wanted - groups):
        print("not found to be one page:", *group, sep="\n    ")
    for group in sorted(groups - wanted):
        print("taken for one page:", *group, sep="\n    ")
    print(f"{len(wanted & groups)} of {len(wanted)} groups found, {len(groups - wanted)} wrong")
    return wanted != groups


if __name__ == "__main__":
    sys.exit(main())
