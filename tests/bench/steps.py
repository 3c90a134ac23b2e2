# SPDX-License-Identifier: GPL-2.0-or-later
"""steps: indexing, answering one client, answering many; each gives a part of the results, ready for JSON."""
import statistics
import sys

from load import requests_per_second
from meter import CommandFailed
from rounds import alternating, summary

CLIENTS = (2, 8, 32)
PHRASES = "phrases"
OPERATORS = ("AND", "OR", PHRASES)
BLOCK = 50  # queries


def say(text):
    print(text, file=sys.stderr, flush=True)


def index(engines, corpus, rounds, keep):
    """{engine: {seconds: [...], cpu_seconds: [...], peak_bytes: [...], index_bytes}}; one that fails is left out.

    What there is is given to keep after every run, since a run of all may last a night.
    """
    costs, failed = {}, set()
    for engine in engines:
        say(f"{engine.name}: preparing")
        engine.prepare(corpus)
    for number, engine in alternating(engines, rounds):
        if engine.name in failed:
            continue
        try:
            cost = engine.build()
        except CommandFailed as failure:
            say(f"{engine.name}: {failure}")
            failed.add(engine.name)
            costs.pop(engine.name, None)
            continue
        say(f"{engine.name}: indexed in {cost.seconds:.1f} s, round {number + 1}")
        kept = costs.setdefault(engine.name, {"seconds": [], "cpu_seconds": [], "peak_bytes": []})
        kept["seconds"].append(cost.seconds)
        kept["cpu_seconds"].append(cost.cpu_seconds)
        kept["peak_bytes"].append(cost.peak_bytes)
        kept["index_bytes"] = engine.index_bytes()
        keep(costs)
    return costs


def answer(engines, queries, rounds, keep):
    """{operator: {engine: {rounds: [summary and cpu in ms], total, server_bytes}}} of one client; keep as above.

    queries: {operator: its queries}.
    """
    results = {}
    for operator, queries in queries.items():
        results[operator] = {engine.name: {"rounds": [], "total": mean_total(engine, queries, operator)}
                             for engine in engines}  # the totals warm the engines up, too
        for number in range(rounds):
            times = one_round(engines, queries, operator)
            for engine in engines:
                seconds, cpu = times[engine.name]
                results[operator][engine.name]["rounds"].append(
                    summary(seconds) | {"cpu": 1000 * cpu / len(queries)})
                results[operator][engine.name]["server_bytes"] = engine.memory_bytes()
            say(f"{operator}: round {number + 1} of {rounds}")
            keep(results)
    return results


def mean_total(engine, queries, operator):
    return statistics.fmean(engine.total(query, operator) for query in queries)


def one_round(engines, queries, operator):
    """{engine: (seconds of each query, processor time)}; they take turns every few queries."""
    seconds, cpu = {engine.name: [] for engine in engines}, {engine.name: 0 for engine in engines}
    blocks = [queries[first:first + BLOCK] for first in range(0, len(queries), BLOCK)]
    for number, engine in alternating(engines, len(blocks)):
        before = engine.cpu_seconds()
        seconds[engine.name] += [engine.ask(query, operator) for query in blocks[number]]
        cpu[engine.name] += engine.cpu_seconds() - before
    return {name: (seconds[name], cpu[name]) for name in seconds}


def load(engines, queries, rounds, seconds, folder):
    """{operator: {engine: {clients: [{rate, p99}]}}}; queries as above."""
    results = {}
    for operator, queries in queries.items():
        results[operator] = {engine.name: {str(clients): [] for clients in CLIENTS} for engine in engines}
        for engine in engines:
            target_file(folder, engine).write_text("\n".join(engine.url(query, operator) for query in queries) + "\n")
        for clients in CLIENTS:
            for _, engine in alternating(engines, rounds):
                one = requests_per_second(engine.port, target_file(folder, engine), clients, seconds)
                results[operator][engine.name][str(clients)].append(one)
            say(f"{operator} with {clients} clients: done")
    return results


def target_file(folder, engine):
    return folder / f"targets-{engine.slug()}.txt"
