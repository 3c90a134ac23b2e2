# SPDX-License-Identifier: GPL-2.0-or-later
"""plot: curves over the number of documents as SVG, both axes logarithmic."""
import html
import math

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 180, 36, 44
COLOURS = ("#0b5394", "#6fa8dc", "#8e7cc3", "#c27ba0", "#cc0000", "#e69138", "#38761d", "#7f6000", "#666666")


def curves(title, unit, series):
    """series: {name: [(documents, value)]}, values above 0."""
    points = [point for row in series.values() for point in row]
    across = Axis([x for x, _ in points], LEFT, WIDTH - RIGHT)
    up = Axis([y for _, y in points], HEIGHT - BOTTOM, TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
             f'font-size="12"><rect width="100%" height="100%" fill="white"/>',
             f'<text x="{LEFT}" y="20" font-size="14">{html.escape(title)}, {html.escape(unit)}</text>']
    for value in across.ticks():
        x = across.place(value)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
                     f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{value:,.0f}</text>')
    for value in up.ticks():
        y = up.place(value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
                     f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    for number, (name, row) in enumerate(series.items()):
        parts.append(curve(name, row, across, up, number))
    return "\n".join([*parts, "</svg>\n"])


def curve(name, row, across, up, number):
    colour = COLOURS[number % len(COLOURS)]
    places = [(across.place(x), up.place(y)) for x, y in sorted(row)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    legend = TOP + 12 + 18 * number
    return (f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'
            f'<circle cx="{WIDTH - RIGHT + 14}" cy="{legend - 4}" r="4" fill="{colour}"/>'
            f'<text x="{WIDTH - RIGHT + 24}" y="{legend}">{html.escape(name)}</text>')


class Axis:
    """Logarithmic; from one place of the picture to another."""

    def __init__(self, values, first, last):
        self.low, self.high = math.log10(min(values) * 0.9), math.log10(max(values) * 1.1)
        self.first, self.last = first, last

    def place(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.first + share * (self.last - self.first)

    def ticks(self):
        steps = [factor * 10.0 ** power for power in range(math.floor(self.low), math.ceil(self.high) + 1)
                 for factor in (1, 2, 5)]
        return [step for step in steps if self.low <= math.log10(step) <= self.high]
