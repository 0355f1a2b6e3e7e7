"""The axis of a picture: from seconds to positions, and the times that are written below it.

The time before the program's first line, the start-up of Python, is a stub at the left edge with
the same width in every picture. Positions are percent of the picture's width.
"""

import math
from dataclasses import dataclass

STUB = 6.0
"""The width of the stub, in percent."""


@dataclass(frozen=True)
class Scale:
    """Converts seconds since the start of the run to percent of the width."""

    began: float
    """Length of the start-up in seconds; 0 for no stub."""
    span: float
    """Length of the rest in seconds."""

    def at(self, seconds: float) -> float:
        """The position of the moment ``seconds``, in percent."""
        if not self.began:
            return 100 * max(0.0, seconds) / self.span
        if seconds <= self.began:
            return STUB * max(0.0, seconds) / self.began
        return STUB + (100 - STUB) * (seconds - self.began) / self.span


@dataclass(frozen=True)
class Tick:
    """A time on the axis."""

    left: float
    label: str


def duration(seconds: float) -> str:
    """``seconds`` with a unit: in milliseconds below one second, else in seconds."""
    if round(seconds * 1000) < 1000:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.2f} s"


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """Three to seven round times after the start-up, evenly spaced. The last label has the unit."""
    step = next(
        factor * 10.0**power
        for power in range(-5, 6)
        for factor in (1, 2, 5)
        if scale.span <= factor * 10.0**power * 6
    )
    first = math.ceil(scale.began / step - 1e-9)
    last = int((scale.began + scale.span) / step + 1e-9)
    unit, factor = (" ms", 1000) if last * step < 1 - 1e-9 else (" s", 1)
    decimals = max(0, math.ceil(-math.log10(step * factor) - 1e-9))
    return tuple(
        Tick(scale.at(n * step), f"{n * step * factor:.{decimals}f}{unit if n == last else ''}")
        for n in range(first, last + 1)
    )
