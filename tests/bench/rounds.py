# SPDX-License-Identifier: GPL-2.0-or-later
"""rounds: every engine in turn, several times, so that what disturbs one disturbs all; medians and paired ratios."""
import statistics


def alternating(engines, rounds):
    """Yields (round, engine); each round begins with another one."""
    for number in range(rounds):
        turn = number % max(1, len(engines))
        for engine in engines[turn:] + engines[:turn]:
            yield number, engine


def percentile(values, share):
    """The nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def summary(seconds):
    """Of the times of one round, in milliseconds."""
    return {"mean": 1000 * statistics.fmean(seconds),
            **{f"p{share}": 1000 * percentile(seconds, share / 100) for share in (50, 95, 99)}}


def median_of(rounds, key):
    return statistics.median(one[key] for one in rounds)


def paired_ratio(numerators, denominators):
    """The median of the rounds' ratios; None if one of them is not there."""
    pairs = [(a, b) for a, b in zip(numerators or [], denominators or []) if b]
    return statistics.median(a / b for a, b in pairs) if pairs else None
