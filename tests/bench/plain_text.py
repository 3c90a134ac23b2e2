# SPDX-License-Identifier: GPL-2.0-or-later
"""plain_text: title and paragraphs of documentation, from HTML and from the source of manual pages.

Made for the documents of a benchmark: prose in its order is wanted, not every last word. Listings are left out.
"""
import gzip
import html
import re

BLANKS = re.compile(r"\s+")
TOKEN = re.compile(r"<!--.*?-->|<[!?][^>]*>|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>|[^<]+|<", re.S)
UNSEEN = {"script", "style", "pre", "nav", "form", "noscript", "svg"}
WITHIN_A_LINE = {"a", "abbr", "b", "cite", "code", "dfn", "em", "i", "kbd", "q", "samp", "small", "span",
                 "strong", "sub", "sup", "tt", "u", "var", "wbr"}
ROFF_ESCAPE = re.compile(r"\\(?:f(?:\(..|\[[^]]*\]|.)|s[-+]?\d+|\*?\((?P<pair>..)|\*?\[(?P<name>[^]]*)\]|(?P<one>.))")
ROFF_CHARACTERS = {"-": "-", "e": "\\", "(bu": "", "(em": "–", "(en": "–", "(aq": "'", "aq": "'", "lq": "“",
                   "rq": "”", "dq": '"', "Bq": "„", "lB": "[", "rB": "]", " ": " ", "~": " "}
ROFF_FONTS = {"B", "I", "BR", "BI", "IB", "IR", "RB", "RI", "SM"}


def read(path):
    """Title and paragraphs of a page of HTML or a manual page."""
    if path.suffix == ".gz":
        return roff(gzip.decompress(path.read_bytes()).decode(errors="replace"), path.name.split(".")[0])
    return hypertext(path.read_text(encoding="utf-8", errors="replace"), path.stem)


def hypertext(page, name):
    title, paragraphs, words = "", [], []
    unseen = None  # the element that is being skipped
    for token in TOKEN.finditer(page):
        closing, tag = token.group(1), (token.group(2) or "").lower()
        if unseen:
            unseen = None if closing and tag == unseen else unseen
        elif not tag:
            words.append("" if token.group().startswith("<") else token.group())
        elif tag not in WITHIN_A_LINE:
            paragraph = tidy(html.unescape("".join(words)))
            if tag == "title" and closing:
                title = paragraph
            elif paragraph:
                paragraphs.append(paragraph)
            words = []
            unseen = tag if tag in UNSEEN and not closing else None
    return title or name, paragraphs


def roff(source, name):
    paragraphs, words = [], []
    for line in source.split("\n"):
        macro, _, rest = line[1:].partition(" ") if line[:1] in (".", "'") else ("", "", line)
        if not macro and line:
            words.append(unescaped(rest))
        elif macro in ROFF_FONTS:
            words.append(unescaped(rest.replace('"', "")))
        elif macro not in ("br", "\\\""):
            paragraphs.append(tidy(" ".join(words)))
            words = []
    paragraphs.append(tidy(" ".join(words)))
    return name, [paragraph for paragraph in paragraphs if paragraph]


def unescaped(line):
    def character(escape):
        key = escape["pair"] or escape["name"] or escape["one"] or ""
        return ROFF_CHARACTERS.get(key, "")

    return ROFF_ESCAPE.sub(character, line)


def tidy(text):
    return BLANKS.sub(" ", text).strip()

