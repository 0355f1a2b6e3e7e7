"""The stretches of a lane as pieces of its bar, few enough to be drawn."""

from dataclasses import dataclass, replace

from livedocs.record.run import Stretch
from livedocs.render.axis import Scale

LEVELS = 8
"""The number of steps in the thickness of a bar, from a thin line to the full height."""
MOST = 40
"""The largest number of pieces of a bar."""
FINE = 0.4
"""Successive stretches that are narrower, in percent, are drawn as one."""
LEAST = 0.2
"""The width of the narrowest piece that is drawn, in percent: mostly less than a pixel."""


@dataclass(frozen=True)
class Piece:
    """A part of a bar: a stretch, or several short ones in a row."""

    left: float
    width: float
    level: int
    """Its thickness, as ``level``."""
    stretch: Stretch
    """Of several it has the times, the CPU time, the time run, and the line of the longest."""


def level(stretch: Stretch) -> int:
    """How thick ``stretch`` is drawn: the share of the time it was busy, from 0 to LEVELS."""
    length = stretch.end - stretch.start
    return round(LEVELS * min(1.0, max(0.0, stretch.busy / length))) if length > 0 else 0


def _joined(some: list[Stretch]) -> Stretch:
    """Successive stretches of one lane as a single one, at the line of the longest of them."""
    longest = max(some, key=lambda stretch: stretch.end - stretch.start)
    cpu = sum(stretch.cpu for stretch in some)
    ran = None if longest.ran is None else sum(stretch.ran or 0.0 for stretch in some)
    return replace(longest, start=some[0].start, end=some[-1].end, cpu=cpu, ran=ran)


def _pooled(stretches: list[Stretch], least: float) -> list[Stretch]:
    """``stretches`` of one lane, where successive ones shorter than ``least`` seconds are joined.

    They are joined until together they are that long; then neighbours of the same thickness are.
    """
    pooled: list[list[Stretch]] = []
    for stretch in stretches:
        short = stretch.end - stretch.start < least
        last = pooled[-1] if pooled else [stretch]
        near = stretch.start - last[-1].end < least
        if pooled and short and near and last[-1].end - last[0].start < least:
            last.append(stretch)
        else:
            pooled.append([stretch])
    made: list[Stretch] = []
    several = False
    for some in pooled:
        one = _joined(some)
        if made and several and len(some) > 1 and level(made[-1]) == level(one):
            made[-1] = _joined([made[-1], one])
        else:
            made.append(one)
        several = len(some) > 1
    return made


def pieces(stretches: list[Stretch], scale: Scale) -> tuple[Piece, ...]:
    """The pieces of a lane with these ``stretches``, by time; the narrowest are left out."""
    least = scale.span * FINE / 100
    pooled = _pooled(stretches, least)
    while len(pooled) > MOST:
        least *= 2
        pooled = _pooled(stretches, least)
    return tuple(
        Piece(
            left=scale.at(stretch.start),
            width=scale.at(stretch.end) - scale.at(stretch.start),
            level=level(stretch),
            stretch=stretch,
        )
        for stretch in pooled
        if scale.at(stretch.end) - scale.at(stretch.start) >= LEAST
    )
