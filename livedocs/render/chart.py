"""The measurements that a snippet has printed, as bars.

A snippet that measures prints a line for each thing that it measured, with the median first:

    threads: 0.512 s, 0.498 to 0.561
"""

import math
import re
from dataclasses import dataclass

from livedocs.record.run import Run

_UNITS = {"s": 1, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9, "MB": 1e6, "kB": 1e3}
_LINE = re.compile(r"(.+): (\d+(?:\.\d+)?) (s|ms|µs|ns|MB|kB), (\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)")

LINEAR_UP_TO = 60
"""The largest ratio that is drawn to a linear scale: beyond it the smallest bar would vanish."""


@dataclass(frozen=True)
class Measured:
    """One measurement. ``ratio`` is to the smallest median; positions are percent of the width."""

    name: str
    median: str
    unit: str
    low: str
    high: str
    ratio: float
    width: float
    low_at: float
    high_at: float


@dataclass(frozen=True)
class Chart:
    """All measurements of a run, in the order of its lines."""

    bars: tuple[Measured, ...]
    logarithmic: bool


def chart(run: Run) -> Chart:
    """The Chart of ``run``; it has no bars if the run printed no such line."""
    found = [match.groups() for line in run.lines if (match := _LINE.fullmatch(line.text))]
    values = [
        [float(part) * _UNITS[unit] for part in (median, low, high)]
        for _, median, unit, low, high in found
    ]
    positive = [value for row in values for value in row if value > 0]
    if not positive:
        return Chart((), False)
    smallest, largest = min(positive), max(positive)
    least = min(median for median, *_ in values) or smallest
    logarithmic = largest / smallest > LINEAR_UP_TO

    def at(value: float) -> float:
        if not logarithmic:
            return 100 * value / largest
        start = smallest / 2
        return 100 * math.log(max(value, smallest) / start) / math.log(largest / start)

    bars = tuple(
        Measured(name, median, unit, low, high, row[0] / least, *map(at, row))
        for (name, median, unit, low, high), row in zip(found, values, strict=True)
    )
    return Chart(bars, logarithmic)
