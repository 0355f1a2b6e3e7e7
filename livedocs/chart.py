"""What a snippet that measures has printed, as bars.

Such a snippet prints a line for each thing that it measured, its median first:

    threads: 0.512 s, 0.498 to 0.561
"""

import math
import re
from dataclasses import dataclass

from livedocs.run import Run

_LINE = re.compile(r"(.+): (\d+(?:\.\d+)?) (s|ms|µs|ns|MB|kB), (\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)")

LINEAR_UP_TO = 60
"""The largest ratio that is drawn to a linear scale; above it the smallest bar would vanish."""


@dataclass(frozen=True)
class Measured:
    """One thing measured. ``ratio`` is to the smallest; positions are percent of the width."""

    name: str
    median: str
    low: str
    high: str
    unit: str
    ratio: float
    width: float
    low_at: float
    high_at: float


@dataclass(frozen=True)
class Chart:
    """All that a run has measured, in the order of its lines."""

    bars: tuple[Measured, ...]
    logarithmic: bool


def chart(run: Run):
    """The Chart of ``run``; without bars where it printed nothing of the form."""
    found = [match.groups() for line in run.lines if (match := _LINE.fullmatch(line.text))]
    values = [float(part) for _, median, _, *spread in found for part in (median, *spread)]
    positive = [value for value in values if value > 0]
    if not positive:
        return Chart((), False)
    smallest, largest = min(positive), max(positive)
    logarithmic = largest / smallest > LINEAR_UP_TO

    def at(value):
        if not logarithmic:
            return 100 * value / largest
        return (
            100 * math.log(max(value, smallest) / (smallest / 2)) / math.log(2 * largest / smallest)
        )

    least = min(float(median) for _, median, *_ in found) or smallest
    bars = tuple(
        Measured(
            name,
            median,
            low,
            high,
            unit,
            ratio=float(median) / least,
            width=at(float(median)),
            low_at=at(float(low)),
            high_at=at(float(high)),
        )
        for name, median, unit, low, high in found
    )
    return Chart(bars, logarithmic)
