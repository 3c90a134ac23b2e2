# SPDX-License-Identifier: GPL-2.0-or-later
"""facet_values: cities, clusters, years, days and types for documents; few are frequent, many are rare.

The values are those of the product's own tables: ones it does not know would flatter it.
"""
import csv
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parents[2] / "common" / "vocabulary"
CITIES_HOME, CITIES_ABROAD = 300, 100  # the largest
YEARS = range(1998, 2027)
TYPES = {"project": 0.35, "news": 0.35, "network": 0.15, "other": 0.15}
LABELS = {"de": "label_de", "en": "label_en"}


def rows_of(table):
    with open(VOCABULARY / table, encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


class FacetValues:
    def __init__(self, rng):
        self.rng = rng
        places = rows_of("places.tsv")  # the largest first
        home = [place for place in places if place["country"] == "DE"][:CITIES_HOME]
        abroad = [place for place in places if place["country"] != "DE"][:CITIES_ABROAD]
        step = len(home) // len(abroad)
        for i, place in enumerate(abroad):
            home.insert(i * (step + 1) + step, place)
        self.cities = {place["value"]: place for place in home}
        self.clusters = {row["id"]: row for row in rows_of("clusters.tsv")}
        self.draws = {
            "cities": (list(self.cities), [1 / (rank + 1) for rank in range(len(self.cities))], (0.05, 0.80, 0.15)),
            "clusters": (list(self.clusters), [1 / (rank + 2) for rank in range(len(self.clusters))],
                         (0.05, 0.60, 0.25, 0.10)),
            "years": (YEARS, [1 + 0.15 * (year - YEARS[0]) for year in YEARS], (0.05, 0.85, 0.10)),
        }

    def some(self, field):
        """None to three values; shares tell how often there are so many."""
        values, weights, shares = self.draws[field]
        count = self.rng.choices(range(len(shares)), shares)[0]
        return list(dict.fromkeys(self.rng.choices(values, weights, k=count)))

    def draw(self):
        years = sorted(self.some("years"))
        facets = {"type": self.rng.choices(list(TYPES), list(TYPES.values()))[0],
                  "years": years, "cities": self.some("cities"), "clusters": self.some("clusters")}
        if years:
            facets["date"] = f"{years[0]}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"
        return facets

    def city_name(self, city, language):
        return self.cities[city][f"name_{language}"]

    def cluster_name(self, cluster, language):
        return self.clusters[cluster][LABELS[language]]
