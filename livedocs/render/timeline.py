"""Where the lanes of a run stand in its picture. Positions are percent of the run's length."""

from dataclasses import dataclass

from livedocs.record.run import Lane, Line, Run, signal_name

MAX_BARS = 24
COLOURS = 8


@dataclass(frozen=True)
class Bar:
    """One lane, drawn."""

    index: int
    """Which of the run's lanes it is."""
    lane: Lane
    depth: int
    """0 for a process, 1 for what lives in it."""
    colour: int
    left: float
    width: float
    marks: tuple[tuple[float, Line], ...]
    """Each line of output: its position, and the line."""
    ending: str
    """How it ended, where that is not a plain exit: ``SIGTERM``, ``exit 1``; else empty."""


@dataclass(frozen=True)
class Tick:
    """A time on the axis."""

    left: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """All that the picture needs."""

    bars: tuple[Bar, ...]
    hidden: int
    """How many lanes are not drawn."""
    ticks: tuple[Tick, ...]


def colours(run: Run) -> list[int]:
    """A colour number for each lane: an own one if it is a process or writes, else its parent's."""
    writers = {line.lane for line in run.lines}
    numbers: list[int] = []
    used = 0
    for index, lane in enumerate(run.lanes):
        parent = index if lane.parent is None else lane.parent
        if lane.kind == "process" or index in writers or parent >= index:
            numbers.append(used % COLOURS)
            used += 1
        else:
            numbers.append(numbers[parent])
    return numbers


def ending(lane: Lane) -> str:
    """How ``lane`` ended, in a word; empty for a plain exit and where nobody knows."""
    if isinstance(lane.ending, str):
        return lane.ending
    if not lane.ending:
        return ""
    return signal_name(-lane.ending) if lane.ending < 0 else f"exit {lane.ending}"


def duration(seconds: float, step: float = 0.0) -> str:
    """``seconds`` as the axis writes it: in milliseconds below one second."""
    if round(seconds * 1000) < 1000 and step < 1:
        return (
            f"{seconds * 1000:.{0 if step == 0 or step >= 1e-3 else 1 if step >= 1e-4 else 2}f} ms"
        )
    return f"{seconds:.{0 if step >= 1 else 1 if step >= 0.1 else 2}f} s"


def _ticks(length: float) -> tuple[Tick, ...]:
    step = next(
        factor * 10.0**power
        for power in range(-5, 6)
        for factor in (1, 2, 5)
        if length <= factor * 10.0**power * 8
    )
    count = int(length / step + 1e-9) + 1
    return tuple(Tick(100 * n * step / length, duration(n * step, step)) for n in range(count))


def _drawn(run: Run) -> set[int]:
    """Which lanes are drawn where not all can be: processes, what writes, what lives long."""
    writers = {line.lane for line in run.lines}

    def rank(index: int) -> tuple[bool, bool, bool, float]:
        lane = run.lanes[index]
        return index > 0, lane.kind != "process", index not in writers, lane.start - lane.end

    return set(sorted(range(len(run.lanes)), key=rank)[:MAX_BARS])


def timeline(run: Run) -> Timeline:
    """The Timeline of ``run``: at most ``MAX_BARS`` of its lanes, in their order."""
    times = [run.wall, *(lane.end for lane in run.lanes), *(line.at for line in run.lines)]
    length = max(times) or 1e-3
    marks: dict[int | None, list[tuple[float, Line]]] = {}
    for line in run.lines:
        marks.setdefault(line.lane, []).append((100 * line.at / length, line))
    drawn = _drawn(run)
    bars = tuple(
        Bar(
            index=index,
            lane=lane,
            depth=int(lane.kind != "process"),
            colour=colour,
            left=100 * max(0, lane.start) / length,
            width=100 * max(0, lane.end - max(0, lane.start)) / length,
            marks=tuple(marks.get(index, ())),
            ending=ending(lane),
        )
        for index, (lane, colour) in enumerate(zip(run.lanes, colours(run), strict=True))
        if index in drawn
    )
    return Timeline(bars, len(run.lanes) - len(bars), _ticks(length))
