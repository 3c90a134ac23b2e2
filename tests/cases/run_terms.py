# SPDX-License-Identifier: GPL-2.0-or-later
"""What the analyser makes of texts: terms/NAME.tsv has a promise a line, parted
by tabs. A new case is a new line. The promises:
  meet   LANGUAGE  A  B     some word of A shares a term with some word of B
  meet   A-LANGUAGE/B-LANGUAGE  A  B   the same of texts in two languages
  apart  LANGUAGE  A  B     no word does
  has    LANGUAGE  A  TERM... A has the terms
  lacks  LANGUAGE  A  TERM... A has none of the terms
  one    LANGUAGE  A  STRETCH...  each stretch of A is one word, whole
  words  LANGUAGE  A  WORD...  the words of A, in their order
Stop words share nothing: that two texts have "und" says nothing."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import run_indexer  # noqa: E402

CASES = Path(__file__).resolve().parent / "terms"
STOP_TERMS = {"Dund", "Doder", "Dsowi", "Dbzw", "Eand", "Eor", "Dder", "Ddie", "Ddas"}


def analyze_all(texts):
    """The words of each (language, text), by one run for each language."""
    found = {}
    for language in sorted({language for language, _ in texts}):
        mine = sorted({text for of, text in texts if of == language})
        source = "".join(text + "\n\x1e.\n" for text in mine)
        done = run_indexer("terms", "--json", "--language", language, stdin=source)
        if done.returncode:
            raise SystemExit(f"terms ended with {done.returncode}: {done.stderr}")
        words = json.loads(done.stdout)
        start = 0
        for text in mine:
            end = start + len(text.encode())
            found[language, text] = [
                word for word in words if start <= word["start"] and word["end"] <= end]
            start = end + 4
    return found


def terms(words):
    return {term for word in words for term in word["terms"]} - STOP_TERMS


def languages(language):
    first, _, second = language.partition("/")
    return first, second or first


def judge(promise, language, text, values, found):
    """What is wrong, or nothing."""
    first, second = languages(language)
    words = found[first, text]
    if promise in ("meet", "apart"):
        shared = terms(words) & terms(found[second, values[0]])
        if bool(shared) != (promise == "meet"):
            return f"share {sorted(shared)}"
    elif promise == "has" and not set(values) <= terms(words):
        return f"lacks {sorted(set(values) - terms(words))} in {sorted(terms(words))}"
    elif promise == "lacks" and set(values) & terms(words):
        return f"has {sorted(set(values) & terms(words))}"
    elif promise == "one":
        whole = [word["text"] for word in words]
        missing = [value for value in values if value not in whole]
        if missing:
            return f"{missing} not among {whole}"
    elif promise == "words":
        whole = [word["text"] for word in words]
        if whole != values:
            return f"words are {whole}"
    return None


def read(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            promise, language, text, *values = line.split("\t")
            if promise not in ("meet", "apart", "has", "lacks", "one", "words") or not values:
                raise SystemExit(f"{path.name}:{number}: no promise: {line}")
            yield f"{path.name}:{number}", promise, language, text, values


def texts_of(cases):
    for _, promise, language, text, values in cases:
        first, second = languages(language)
        yield first, text
        if promise in ("meet", "apart"):
            yield second, values[0]


def main():
    cases = [case for path in sorted(CASES.glob("*.tsv")) for case in read(path)]
    found = analyze_all(set(texts_of(cases)))
    failed = 0
    for where, promise, language, text, values in cases:
        complaint = judge(promise, language, text, values, found)
        if complaint:
            print(f"{where}: {promise} {text!r} {values}: {complaint}")
            failed += 1
    print(f"{len(cases)} promises, {failed} broken")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
