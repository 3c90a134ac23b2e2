#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails if a folder includes from a folder it may not know."""
import re
import sys
from pathlib import Path

MAY_USE = {
    "common/base": set(),
    "common/text": {"base"},
    "common/doc": {"base"},
    "common/index": {"base"},
    "indexer": {"base", "text", "doc", "index"},
    "searchd": {"base", "text", "index"},
}
ONLY_IN = {  # a library is known to one folder
    "unicode/": "common/text", "libstemmer.h": "common/text",
    "libxml/": "common/doc", "xapian.h": "common/index", "microhttpd.h": "searchd",
}

root = Path(sys.argv[1])
wrong = []
for folder, allowed in MAY_USE.items():
    own = Path(folder).name
    for file in sorted((root / folder).rglob("*")):
        if file.suffix not in {".c", ".h", ".cc", ".hh"}:
            continue
        for number, line in enumerate(file.read_text().splitlines(), 1):
            where = f"{file.relative_to(root)}:{number}"
            ours = re.match(r'#include "(?:(\w+)/)?', line)
            if ours and ours[1] and ours[1] not in allowed | {own}:
                wrong.append(f"{where}: {folder} may not use {ours[1]}")
            theirs = re.match(r"#include <([^>]+)>", line)
            for library, home in ONLY_IN.items():
                if theirs and theirs[1].startswith(library) and folder != home:
                    wrong.append(f"{where}: <{library}> belongs to {home}")
print("\n".join(wrong))
sys.exit(bool(wrong))
