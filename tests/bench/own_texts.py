# SPDX-License-Identifier: GPL-2.0-or-later
"""own_texts: the pages of corpus/ as texts, for a quick look at the machinery without a network."""
import re
from pathlib import Path

import plain_text

PAGES = Path(__file__).resolve().parents[2] / "corpus" / "pages"
ENGLISH = re.compile(r"<html[^>]*\blang=[\"']?en", re.I)


def read_sources():
    """{language: [(title, paragraphs)]}"""
    texts = {"de": [], "en": []}
    for path in sorted(PAGES.rglob("*.html")):
        page = path.read_text(encoding="utf-8", errors="replace")
        texts["en" if ENGLISH.search(page) else "de"].append(plain_text.hypertext(page, path.stem))
    return texts
