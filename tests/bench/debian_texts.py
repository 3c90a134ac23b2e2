# SPDX-License-Identifier: GPL-2.0-or-later
"""debian_texts: the German and English documentation of Debian, as titles with paragraphs.

A package that is installed is read where it is. One that is not, or whose documentation dpkg was told to leave
out, is fetched with apt-get and unpacked into a folder, which needs no root.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import plain_text

# language, package, which of its files
SOURCES = [
    ("de", "manpages-de", r"/man/de/man\d/.*\.gz$"),
    ("de", "debian-handbook", r"/html/de-DE/[^/]*\.html$"),
    ("de", "debian-reference-de", r"/[^/]*\.de\.html$"),
    ("de", "debian-edu-doc-de", r"\.html$"),
    ("de", "debian-faq-de", r"\.html$"),
    ("de", "developers-reference-de", r"\.html$"),
    ("de", "maint-guide-de", r"\.html$"),
    ("de", "libreoffice-help-de", r"/help/de/text/.*\.html$"),
    ("en", "debian-handbook", r"/html/en-US/[^/]*\.html$"),
    ("en", "debian-reference-en", r"/[^/]*\.en\.html$"),
    ("en", "manpages", r"/man/man\d/.*\.gz$"),
    ("en", "manpages-dev", r"/man/man\d/.*\.gz$"),
    ("en", "postgresql-doc-15", r"\.html$"),
    ("en", "python3.11-doc", r"/html/(library|howto|tutorial|reference|c-api|using|whatsnew)/.*\.html$"),
]

NOTICE = re.compile(r"This page is: |Title is: ")


def read_sources(folder):
    """{language: [[title, paragraphs]]}. What was fetched and read stays in the folder, for the next time."""
    kept = Path(folder) / "texts.json"
    if not kept.exists():
        texts = read_packages(Path(folder))
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(texts, ensure_ascii=False))
    return json.loads(kept.read_text())


def read_packages(folder):
    texts = {"de": [], "en": []}
    for language, package, pattern in SOURCES:
        files = [path for path in files_of(package, pattern, folder) if not path.is_symlink()]
        if not files:
            sys.exit(f"the package {package} holds no file like {pattern}")
        texts[language] += [without_notices(*plain_text.read(path)) for path in files]
        print(f"{package} ({language}): {len(files)} files", file=sys.stderr)
    return texts


def without_notices(title, paragraphs):
    """Without the name of the whole handbook, and lines for its makers."""
    return title.split(" — ")[0], [text for text in paragraphs if not NOTICE.match(text)]


def files_of(package, pattern, folder):
    unpacked = folder / package
    if not unpacked.exists():
        listing = subprocess.run(["dpkg", "-L", package], capture_output=True, text=True, check=False)
        files = [Path(path) for path in listing.stdout.splitlines() if re.search(pattern, path)]
        if files and files[0].is_file():
            return sorted(files)
        fetch(package, unpacked)
    return sorted(path for path in unpacked.rglob("*") if re.search(pattern, str(path)) and path.is_file())


def fetch(package, unpacked):
    print(f"fetching {package}", file=sys.stderr)
    downloads = unpacked.parent / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    for old in downloads.glob(f"{package}_*.deb"):
        old.unlink()
    done = subprocess.run(["apt-get", "-qq", "download", package], cwd=downloads, text=True,
                          capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"apt-get could not fetch {package}; try apt-get update first: {done.stderr.strip()}")
    part = unpacked.with_suffix(".part")
    subprocess.run(["dpkg-deb", "-x", next(downloads.glob(f"{package}_*.deb")), part], check=True)
    os.rename(part, unpacked)
