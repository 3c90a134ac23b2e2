#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails if a room includes from a room it may not know, or a library's header
outside the library's home; or if a room may use one that it does not, or that
comes behind it. usage: layers.py PROJECT"""
import re
import sys
from pathlib import Path

MAY_USE = {  # in reading order: a room may use rooms above it
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
    "searchd/ranking": {"base", "text", "index", "revision"},
    "searchd/words": {"base", "text", "index"},
    "searchd/snapshot": {"base", "text", "vocabulary", "index", "revision", "ranking", "words"},
    "searchd/query": {"base", "text", "index", "ranking", "words"},
    "searchd/facets": {"base", "text", "revision", "ranking", "snapshot", "query"},
    "searchd/matching": {"base", "index", "revision", "ranking", "words", "snapshot", "query",
                         "facets"},
    "searchd/writing": {"base", "text", "index", "snapshot"},
    "searchd/help": {"base", "text", "vocabulary", "index", "ranking", "words", "snapshot",
                     "query", "facets", "matching", "writing"},
    "searchd/answers": {"base", "text", "vocabulary", "index", "ranking", "snapshot", "query",
                        "facets", "matching", "writing", "help"},
    "searchd/http": {"base", "text", "snapshot", "query"},
    "searchd/api": {"base", "text", "index", "snapshot", "query", "facets", "writing", "help",
                    "answers", "http"},
    "searchd/pages": {"base", "text", "index", "snapshot", "query", "writing", "help",
                      "answers", "http"},
    "searchd/exports": {"base", "index", "query", "writing", "answers", "http", "api", "pages"},
    "searchd/server": {"base", "index", "snapshot", "writing", "answers", "http", "api",
                       "pages", "exports"},
    "searchd": {"base", "text", "snapshot", "writing", "http", "server"},
}
ONLY_IN = {  # a library is known to this room or file, or to these
    "unicode/": "common/text",
    "libstemmer.h": "common/text",
    "libxml/": "indexer/pages",
    "zlib.h": ("indexer/sources/inflow.c", "searchd/http/gzip.c"),
    "archive": "indexer/sources/archive.c",
    "libdeflate.h": "common/index",
    "zstd.h": "common/index",
    "zdict.h": "common/index",
    "xapian.h": "common/index",
    "microhttpd.h": "searchd/server/server.c",
}
INCLUDE = re.compile(r'\s*#\s*include\s+(?:("(?:(\w+)/)?[^"]+")|<([^>]+)>)')


def room_of(path):
    """The innermost room that holds the file."""
    folder = path.parent.as_posix()
    while folder not in MAY_USE and "/" in folder:
        folder = folder.rsplit("/", 1)[0]
    return folder


def check(root, file, used):
    """Yields what is wrong, and adds to used which room uses which."""
    path = file.relative_to(root)
    room = room_of(path)
    for number, line in enumerate(file.read_text().splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        ours, folder, theirs = found.groups()
        if ours:
            name = folder or path.parts[0]  # without a folder: of the program itself
            used.add((room, name))
            if name not in MAY_USE[room] | {Path(room).name}:
                yield f"{path}:{number}: {room} may not use {name}"
        for library, home in ONLY_IN.items():
            homes = home if isinstance(home, tuple) else (home,)
            at_home = room in homes or path.as_posix() in homes
            if theirs and theirs.startswith(library) and not at_home:
                yield f"{path}:{number}: <{theirs}> belongs to {home}"


def check_rooms(used):
    above = set()
    for room, others in MAY_USE.items():
        program = room.split("/", 1)[0]
        for name in sorted(others):
            if (room, name) not in used:
                yield f"{room} does not use {name}, so it need not be allowed to"
            if not above & {f"common/{name}", f"{program}/{name}"}:
                yield f"{room} may not use {name}, which does not stand above it"
        above.add(room)


def main(root):
    files = [f for top in ("common", "indexer", "searchd")
             for f in sorted((root / top).rglob("*"))
             if f.suffix in {".c", ".h", ".cc", ".hh"}]
    used = set()
    wrong = [fault for file in files for fault in check(root, file, used)]
    wrong += check_rooms(used)
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
