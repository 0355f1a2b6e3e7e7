"""The stretches of a lane as pieces of its bar, few enough to be drawn."""

from dataclasses import dataclass

from livedocs.record.run import Stretch
from livedocs.render.axis import Scale

LEVELS = 8
"""How many steps the thickness of a bar has, from a thin line to full."""
MOST = 40
"""How many pieces a bar has at most."""
FINE = 0.4
"""The width below which stretches in a row are drawn as one."""
LEAST = 0.2
"""The width of the shortest piece that is drawn; it is less than a pixel of most pictures."""


@dataclass(frozen=True)
class Piece:
    """A stretch, or several short ones in a row, drawn."""

    left: float
    width: float
    level: int
    """Its thickness: the share of CPU time, from 0 to LEVELS."""
    stretch: Stretch
    """Of several it has the times, the CPU time, and the line of the longest."""


def level(stretch: Stretch) -> int:
    """How thick ``stretch`` is drawn: the share of CPU time, from 0 to LEVELS."""
    length = stretch.end - stretch.start
    return round(LEVELS * min(1.0, max(0.0, stretch.cpu / length))) if length > 0 else 0


def _joined(some: list[Stretch]) -> Stretch:
    """Stretches of one lane in a row as one, at the line of the longest of them."""
    longest = max(some, key=lambda stretch: stretch.end - stretch.start)
    cpu = sum(stretch.cpu for stretch in some)
    return Stretch(longest.lane, some[0].start, some[-1].end, longest.line, cpu, longest.fast)


def _pooled(stretches: list[Stretch], least: float) -> list[Stretch]:
    """``stretches`` of one lane, with those joined that are shorter than ``least`` seconds.

    In a row they are joined until they are that long, and then all that are as thick.
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
    """The pieces of a lane with these ``stretches``, by time; what is too short is left out."""
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
