#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails if a room includes from a room it may not know, or a library's header
outside the library's home. usage: layers.py PROJECT"""
import re
import sys
from pathlib import Path

MAY_USE = {
    "common/base": set(),
    "common/text": {"base"},
    "common/text/tools": {"base", "text"},
    "common/vocabulary": {"base", "text"},
    "common/index": {"base"},
    "common/revision": {"base", "text", "index"},
    "indexer/system": {"base"},
    "indexer/sources": {"base"},
    "indexer/pages": {"base", "text", "vocabulary"},
    "indexer/config": {"base", "text", "vocabulary", "sources", "pages"},
    "indexer/entries": {"base", "text", "vocabulary", "index", "sources", "pages"},
    "indexer/ledger": {"base", "index", "system"},
    "indexer/reports": {"base", "text", "vocabulary", "index", "pages", "entries", "ledger"},
    "indexer/workers": {"base", "text", "vocabulary", "index", "sources", "pages", "config",
                        "entries", "reports"},
    "indexer/intake": {"base", "text", "index", "system", "sources", "pages", "config", "ledger",
                       "reports", "workers"},
    "indexer/commands": {"base", "text", "index", "revision", "system", "sources", "pages",
                         "config", "ledger", "reports", "workers", "intake"},
    "indexer": {"base", "config", "workers", "commands"},
    "searchd": {"base", "text", "vocabulary", "index", "revision", "api", "exports", "pages"},
    "searchd/api": {"base", "text", "vocabulary", "index", "revision"},
    "searchd/exports": {"base", "text", "vocabulary", "index", "revision", "api", "pages"},
    "searchd/pages": {"base", "text", "vocabulary", "index", "revision"},
}
ONLY_IN = {  # a library is known to this room or file, or to these
    "unicode/": "common/text",
    "libstemmer.h": "common/text",
    "libxml/": "indexer/pages",
    "zlib.h": ("indexer/sources/inflow.c", "searchd/gzip.c"),
    "archive": "indexer/sources/archive.c",
    "libdeflate.h": "common/index",
    "zstd.h": "common/index",
    "zdict.h": "common/index",
    "xapian.h": "common/index",
    "microhttpd.h": "searchd/server.c",
}
INCLUDE = re.compile(r'\s*#\s*include\s+(?:"(?:(\w+)/)?[^"]+"|<([^>]+)>)')


def room_of(path):
    """The innermost room that holds the file."""
    folder = path.parent.as_posix()
    while folder not in MAY_USE and "/" in folder:
        folder = folder.rsplit("/", 1)[0]
    return folder


def check(root, file):
    path = file.relative_to(root)
    room = room_of(path)
    for number, line in enumerate(file.read_text().splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        ours, theirs = found.groups()
        if ours and ours not in MAY_USE[room] | {Path(room).name}:
            yield f"{path}:{number}: {room} may not use {ours}"
        for library, home in ONLY_IN.items():
            homes = home if isinstance(home, tuple) else (home,)
            at_home = room in homes or path.as_posix() in homes
            if theirs and theirs.startswith(library) and not at_home:
                yield f"{path}:{number}: <{theirs}> belongs to {home}"


def main(root):
    files = [f for top in ("common", "indexer", "searchd")
             for f in sorted((root / top).rglob("*"))
             if f.suffix in {".c", ".h", ".cc", ".hh"}]
    wrong = [fault for file in files for fault in check(root, file)]
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
