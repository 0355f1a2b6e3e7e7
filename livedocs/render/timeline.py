"""Where the lanes of a run are in its picture. Positions are percent of the picture's width."""

from dataclasses import dataclass

from livedocs.record.run import Lane, Line, Run, Stretch, signal_name
from livedocs.render.axis import Scale, Tick, ticks
from livedocs.render.colours import colours, helpers
from livedocs.render.pieces import Piece, pieces
from livedocs.render.standing import blocks

MAX_BARS = 24


@dataclass(frozen=True)
class Bar:
    """One lane in the picture."""

    index: int
    """The index of the lane in its run."""
    lane: Lane
    depth: int
    """0 for a process, 1 for what lives in it."""
    colour: str
    """A class of panel.css."""
    left: float
    width: float
    start_up: float
    """The width of its start-up, before it ran a line of the snippet."""
    marks: tuple[tuple[float, Line], ...]
    """The position of each line of output, and the line."""
    pieces: tuple[Piece, ...]
    ending: str
    """How it ended, such as ``SIGTERM`` or ``exit 1``; empty for a plain exit."""


@dataclass(frozen=True)
class Timeline:
    """All that the picture needs."""

    bars: tuple[Bar, ...]
    helpers: tuple[Bar, ...]
    """The helpers of the standard library."""
    hidden: int
    """How many lanes are not drawn."""
    ticks: tuple[Tick, ...]
    start_up: float | None
    """How long Python took to start, in seconds; None if that is not known."""
    followed: bool
    """Whether the bars have pieces."""
    blocked: bool
    """Whether a task blocks its event loop in one of them."""


def ending(lane: Lane) -> str:
    """How ``lane`` ended, in a word; empty for a plain exit, or if it is not known."""
    if isinstance(lane.ending, str):
        return lane.ending
    if not lane.ending:
        return ""
    return signal_name(-lane.ending) if lane.ending < 0 else f"exit {lane.ending}"


def _drawn(run: Run, some: list[int]) -> set[int]:
    """The MAX_BARS of ``some`` to draw: first processes, then those that write, then long lives."""
    writers = {line.lane for line in run.lines}

    def rank(index: int) -> tuple[bool, bool, bool, float]:
        lane = run.lanes[index]
        return index > 0, lane.kind != "process", index not in writers, lane.start - lane.end

    return set(sorted(some, key=rank)[:MAX_BARS])


def start_up(run: Run) -> float | None:
    """Seconds that Python took before the program's first line; None if that is not known."""
    return run.lanes[0].began if run.lanes else None


def length(run: Run) -> float:
    """Seconds that the run lasted after its start-up, including all its lanes and lines."""
    times = [run.wall, *(lane.end for lane in run.lanes), *(line.at for line in run.lines)]
    return max(max(times) - (start_up(run) or 0.0), 1e-3)


def timeline(run: Run, span: float | None = None) -> Timeline:
    """The Timeline of ``run``, with at most MAX_BARS of its lanes and of its helpers, in order.

    The picture shows ``span`` seconds after the start-up, by default the length of the run.
    """
    began = start_up(run)
    scale = Scale(began or 0.0, span or length(run))
    marks: dict[int | None, list[tuple[float, Line]]] = {}
    for line in run.lines:
        marks.setdefault(line.lane, []).append((scale.at(line.at), line))
    stretches: dict[int, list[Stretch]] = {}
    for stretch in run.stretches:
        stretches.setdefault(stretch.lane, []).append(stretch)
    every_colour = colours(run)

    def bar(index: int) -> Bar:
        lane = run.lanes[index]
        left, right = scale.at(lane.start), scale.at(max(lane.start, lane.end))
        return Bar(
            index=index,
            lane=lane,
            depth=int(lane.kind != "process"),
            colour=every_colour[index],
            left=left,
            width=right - left,
            start_up=0.0 if lane.began is None else min(scale.at(lane.began), right) - left,
            marks=tuple(marks.get(index, ())),
            pieces=pieces(stretches.get(index, []), scale),
            ending=ending(lane),
        )

    grey = helpers(run)
    own = [index for index in range(len(run.lanes)) if index not in grey]
    bars = tuple(bar(index) for index in sorted(_drawn(run, own)))
    folded = tuple(bar(index) for index in sorted(_drawn(run, sorted(grey))))
    hidden = len(run.lanes) - len(bars) - len(folded)
    followed, blocked = bool(run.stretches), any(map(blocks, run.stretches))
    return Timeline(bars, folded, hidden, ticks(scale), began, followed, blocked)
