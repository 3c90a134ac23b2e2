# SPDX-License-Identifier: GPL-2.0-or-later
"""tables: results as tables of Markdown. Ratios are medians of those within a round, ours against the row's."""
from rounds import median_of, paired_ratio
from statistics import median

NONE = "-"


def of_size(size, result):
    text = result["text_bytes"]
    head = f"### {int(size):,} documents, {text / 1e6:.1f} MB of text, digest {result.get('digest', NONE)}"
    parts = [head, "", result["machine"]]
    if "index" in result:
        parts += ["", *index_table(int(size), text, result["index"])]
    for operator, engines in result.get("answer", {}).items():
        parts += ["", *answer_table(operator, engines)]
    for operator, engines in result.get("load", {}).items():
        parts += ["", *load_table(operator, engines)]
    return "\n".join(parts) + "\n"


def lines_of(head, rows):
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head),
            *("| " + " | ".join(row) + " |" for row in rows)]


def times(ratio):
    return f"{ratio:.2f}" if ratio is not None else NONE


def index_table(documents, text_bytes, engines):
    ours = next(iter(engines.values()))
    rows = []
    for name, cost in engines.items():
        seconds, cpu = cost["seconds"], cost["cpu_seconds"]
        rows.append((name, f"{median(seconds):.1f} [{min(seconds):.1f}-{max(seconds):.1f}]",
                     f"{documents / median(seconds):,.0f}", times(paired_ratio(seconds, ours["seconds"])),
                     f"{median(cpu):.1f}", times(paired_ratio(cpu, ours["cpu_seconds"])),
                     f"{median(cost['peak_bytes']) / 1e6:.0f}", f"{cost['index_bytes'] / text_bytes:.2f}"))
    return lines_of(("indexing", "seconds", "documents/s", "its time / ours", "processor s", "its processor / ours",
                     "peak MB", "index / text"), rows)


def answer_table(operator, engines):
    ours = next(iter(engines.values()))["rounds"]
    rows = []
    for name, result in engines.items():
        rounds = result["rounds"]

        ratio = {key: times(paired_ratio([one[key] for one in ours], [one[key] for one in rounds]))
                 for key in ("mean", "p99", "cpu")}
        rows.append((name, *(f"{median_of(rounds, key):.2f}" for key in ("mean", "p50", "p95", "p99")),
                     ratio["mean"], ratio["p99"], f"{median_of(rounds, 'cpu'):.2f}", ratio["cpu"],
                     f"{result['server_bytes'] / 1e6:.0f}", f"{result['total']:,.1f}"))
    return lines_of((f"{operator}, ms", "mean", "p50", "p95", "p99", "our mean / its", "our p99 / its",
                     "processor", "our processor / its", "MB", "matches"), rows)


def load_table(operator, engines):
    ours = next(iter(engines.values()))
    rows = []
    for name, by_clients in engines.items():
        row = [name]
        for clients, rounds in by_clients.items():
            ratio = paired_ratio([one["rate"] for one in ours[clients]], [one["rate"] for one in rounds])
            row.append(f"{median_of(rounds, 'rate'):,.0f} ({times(ratio)}), {median_of(rounds, 'p99'):.1f}")
        rows.append(row)
    clients = [f"{count} clients" for count in ours]
    return lines_of((f"{operator}: answers/s (ours / its), p99 ms", *clients), rows)
