# SPDX-License-Identifier: GPL-2.0-or-later
"""What the indexer understands of a page: pages/NAME.html or NAME.txt is read,
and compared with the fields that stand in pages/NAME.expected.json. A new case
is two new files; a third, NAME.conf, configures the reading, the page then being
one of https://www.site.example/. Fields:
  title, type, language, description, author, canonical
                            equal
  years                     equal
  cities, clusters, counties, mentioned
                            the same names or ids, in any order
  roles                     {city: main or partner}: of these
  has_cities, has_clusters  at least these
  dates                     each [date, kind] is there; not_dates: is not
  text_has, text_lacks      pieces of the main text
  headings                  equal
  dropped_has               pieces of what was taken for boilerplate
  facts                     those named are equal; lead: names of lead partners;
                            partners: the names of all, in the order of the page;
                            places: of those partners who have one
  refused                   a piece of the reason for refusing the page"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import run_indexer  # noqa: E402

CASES = Path(__file__).resolve().parent / "pages"
SITE = "https://www.site.example/"


def shapes(page):
    """The answer of inspect in the shapes of an expectation."""
    return {
        "cities": sorted(city["name"] for city in page.get("cities", [])),
        "counties": sorted(county["name"] for county in page.get("counties", [])),
        "mentioned": sorted(city["name"] for city in page.get("mentioned", [])),
        "roles": {city["name"]: city["role"] for city in page.get("cities", [])},
        "clusters": sorted(cluster["id"] for cluster in page.get("clusters", [])),
        "dates": [[date["date"], date["kind"]] for date in page.get("dates", [])],
        "dropped": "\n".join(page.get("dropped", [])),
        "text": " ".join(page.get("text", "").split()),
    }


def facts_of(page):
    """The facts with their partners in short."""
    facts = page.get("facts", {})
    partners = facts.get("partners", [])
    return facts | {
        "partners": [partner["name"] for partner in partners],
        "lead": [partner["name"] for partner in partners if partner["role"] == "lead"],
        "places": {partner["name"]: partner["place"] for partner in partners if partner["place"]},
    }


def complaints(page, expected):
    seen = shapes(page)
    for field, want in expected.items():
        if field in ("cities", "clusters", "counties", "mentioned"):
            if seen[field] != sorted(want):
                yield f"{field}: {seen[field]} is not {sorted(want)}"
        elif field == "roles":
            if want.items() - seen["roles"].items():
                yield f"roles: {want}, seen {seen['roles']}"
        elif field in ("has_cities", "has_clusters"):
            missing = set(want) - set(seen[field[4:]])
            if missing:
                yield f"{field[4:]}: {sorted(missing)} missing in {seen[field[4:]]}"
        elif field in ("dates", "not_dates"):
            for date in want:
                if (date in seen["dates"]) != (field == "dates"):
                    yield f"{field}: {date}, seen {seen['dates']}"
        elif field in ("text_has", "text_lacks"):
            for piece in want:
                if (piece in seen["text"]) != (field == "text_has"):
                    yield f"{field}: {piece!r}"
        elif field == "dropped_has":
            for piece in want:
                if piece not in seen["dropped"]:
                    yield f"{field}: {piece!r}"
        elif field == "facts":
            seen_facts = facts_of(page)
            for fact, value in want.items():
                if seen_facts[fact] != value:
                    yield f"{fact}: {seen_facts[fact]!r} is not {value!r}"
        elif page.get(field) != want:
            yield f"{field}: {page.get(field)!r} is not {want!r}"


def judge(path, expected):
    config = path.with_suffix(".conf")
    options = ["--config", config, "--base-url", SITE] if config.exists() else []
    done = run_indexer("inspect", path, "--json", *options)
    if "refused" in expected:
        if done.returncode != 1 or expected["refused"] not in done.stdout + done.stderr:
            yield f"not refused as {expected['refused']!r}: {done.stdout}{done.stderr}"
        return
    if done.returncode != 0:
        yield f"ended with {done.returncode}: {done.stderr}"
        return
    yield from complaints(json.loads(done.stdout), expected)


def main():
    failed = 0
    expectations = sorted(CASES.glob("*.expected.json"))
    for expectation in expectations:
        name = expectation.name.removesuffix(".expected.json")
        pages = [page for page in CASES.glob(name + ".*") if page != expectation and page.suffix != ".conf"]
        expected = json.loads(expectation.read_text(encoding="utf-8"))
        for page in pages:
            for complaint in judge(page, expected):
                print(f"{page.name}: {complaint}")
                failed += 1
        if not pages:
            print(f"{name}: no page beside its expectation")
            failed += 1
    print(f"{len(expectations)} cases, {failed} complaints")
    return 1 if failed or not expectations else 0


if __name__ == "__main__":
    sys.exit(main())
