"""Make the lanes, lines and stretches of a record from a Collector."""

from livedocs.record.collector import MAX_LANES, MAX_LINES, Collector

TYPE_CHECKING = False  # a type checker takes it for true; typing itself is large, see supervise
if TYPE_CHECKING:
    from livedocs.record.collector import RawLane, RawLine
    from livedocs.record.stretches import RawStretch


def finish(
    collector: Collector, now: int
) -> "tuple[list[RawLane], list[RawLine], int, int, list[RawStretch]]":
    """Returns lanes, lines, the numbers of lines and lanes that were left out, and stretches.

    Each process comes before the lanes that live in it. Lines are as a terminal shows them.
    Stretches are sorted by lane; there are none if a process could not be followed. A lane that has
    not ended ends ``now`` (nanoseconds). All are ready for JSON: a lane's ``parent``, and the
    ``lane`` of a line or stretch, are indices into the lanes. The collector is not changed.
    """
    last = collector.seconds(now)
    lanes = [_within(lane, last) for lane in collector.lanes]
    processes: dict[int, int] = {}  # PID → lane; the first, if it became another program
    for index, lane in enumerate(lanes):
        if lane["kind"] == "process":
            processes.setdefault(lane["pid"], index)
    if collector.pid in processes:
        # The recorder starts some milliseconds after its process.
        lanes[processes[collector.pid]].update(start=0.0, name="MainProcess")
    for index, lane in enumerate(lanes):
        parent_pid = lane.pop("parent_pid")
        if lane["kind"] == "process":
            lane["ending"] = collector.endings.get(lane["pid"])
            parent = processes.get(parent_pid)
            lane["parent"] = None if parent == index else parent
        elif lane["parent"] is None:
            lane["parent"] = processes.get(lane["pid"])
    written = [row for output in collector.outputs.values() for row in output.lines()]
    lines: list[RawLine] = [
        {
            "at": min(max(writer.at, 0.0), last),
            "lane": writer.lane,
            "stream": writer.stream,
            "text": text,
            "source_line": writer.source_line,
        }
        for text, writer in written
    ]
    if len(collector.outputs) > 1:  # one pipe keeps its own order
        lines.sort(key=lambda line: line["at"])
    cut_lines = sum(output.terminal.cut_lines for output in collector.outputs.values())
    cut_lines += len(lines[MAX_LINES:])
    del lines[MAX_LINES:]
    kept = _kept(lanes, {line["lane"] for line in lines} - {None})

    def place(index: int) -> tuple[float, int, bool, float]:
        lane = lanes[index]
        process = lanes[processes.get(lane["pid"], index)]
        return process["start"], lane["pid"], lane["kind"] != "process", lane["start"]

    order = sorted(kept, key=place)
    moved: dict[int | None, int | None] = {old: new for new, old in enumerate(order)}
    moved[None] = None
    for lane in lanes:
        lane["parent"] = moved.get(lane["parent"])
    for line in lines:
        home = None if line["lane"] is None else processes.get(lanes[line["lane"]]["pid"])
        line["lane"] = moved.get(line["lane"], moved.get(home))
    cut_lanes = collector.cut_lanes + len(lanes) - len(kept)
    stretches = [
        {"lane": new, **stretch}
        for new, old in enumerate(order)
        if not collector.unfollowed
        for stretch in collector.stretches.of(old, lanes[old]["start"], lanes[old]["end"])
    ]
    return [lanes[index] for index in order], lines, cut_lines, cut_lanes, stretches


def _within(lane: "RawLane", last: float) -> "RawLane":
    """A copy of ``lane`` whose times lie within the run: a program may report any time."""
    start = min(max(lane["start"], 0.0), last)
    end = max(start, min(last if lane["end"] is None else lane["end"], last))
    began = None if lane["began"] is None else min(max(lane["began"], start), end)
    return lane | {"start": start, "end": end, "began": began}


def _kept(lanes: "list[RawLane]", wrote: set[int]) -> set[int]:
    """The indices of the lanes that fit into a record: first processes, then those that wrote a
    line, then others; each with the lanes that it lives in."""
    order = sorted(
        range(len(lanes)),
        key=lambda index: (lanes[index]["kind"] != "process", index not in wrote, index),
    )
    kept: set[int] = set()
    for index in order:
        family: list[int] = []
        above: int | None = index
        while above is not None and above not in kept and above not in family:
            family.append(above)
            above = lanes[above]["parent"]
        if len(kept) + len(family) <= MAX_LANES:
            kept.update(family)
    return kept
