"""A run in the Chrome trace event format, which Perfetto and chrome://tracing open.

The format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
"""

import json
from typing import Any

from livedocs.record.run import Line, Run, Stretch

Event = dict[str, Any]

OTHER_CODE = "(not in the snippet)"
"""The name of a stretch in which no line of the snippet ran."""


def microseconds(seconds: float) -> int:
    """``seconds`` in whole microseconds."""
    return round(seconds * 1e6)


def path(record: str) -> str:
    """The path of the trace on the site, for the run whose record is at ``record``."""
    return f"{record.removesuffix('.json')}.trace.json"


def _metadata(run: Run) -> list[Event]:
    """The events that give the tracks their names and the order of the lanes."""
    events: list[Event] = []
    named = set()
    for index, lane in enumerate(run.lanes):
        name = lane.name or str(lane.pid)
        track = {"ph": "M", "pid": lane.pid, "tid": index + 1}
        if lane.pid not in named:
            named.add(lane.pid)
            events += [
                track | {"name": "process_name", "args": {"name": name}},
                track | {"name": "process_sort_index", "args": {"sort_index": index}},
            ]
        events += [
            track | {"name": "thread_name", "args": {"name": name}},
            track | {"name": "thread_sort_index", "args": {"sort_index": index}},
        ]
    return events


def _slice(category: str, name: str, start: float, end: float, **fields: Any) -> Event:
    ts = microseconds(start)
    dur = max(0, microseconds(end) - ts)
    return {"ph": "X", "cat": category, "name": name, "ts": ts, "dur": dur, **fields}


def trace(run: Run, source: str) -> str:
    """The trace of ``run``, as JSON: a track for each lane, a slice for each of its stretches, and
    an instant for each line of output. ``source`` is the text of the snippet. Times are in
    microseconds.
    """
    code = source.splitlines()

    def stretch_event(stretch: Stretch) -> Event:
        lane, number = run.lanes[stretch.lane], stretch.line
        name = code[number - 1].strip() if number and number <= len(code) else OTHER_CODE
        start, end = max(stretch.start, lane.start), min(stretch.end, lane.end)
        args = {"line": number, "cpu_ms": stretch.cpu * 1e3, "too_fast_to_follow": stretch.fast}
        if stretch.ran is not None:
            args["ran_ms"] = stretch.ran * 1e3
        track = {"pid": lane.pid, "tid": stretch.lane + 1}
        return _slice("stretch", name, start, end, **track, args=args)

    def line_event(line: Line) -> Event:
        track = {"pid": run.lanes[0].pid if run.lanes else 0, "tid": 0}
        if line.lane is not None:
            track = {"pid": run.lanes[line.lane].pid, "tid": line.lane + 1}
        args = {"stream": line.stream, "line": line.source_line}
        event = {"ph": "i", "s": "t", "cat": "output", "name": line.text, "args": args}
        return event | {"ts": microseconds(line.at)} | track

    lanes = [
        _slice(
            lane.kind,
            lane.name or str(lane.pid),
            lane.start,
            lane.end,
            pid=lane.pid,
            tid=index + 1,
            args={"daemon": lane.daemon, "ending": lane.ending},
        )
        for index, lane in enumerate(run.lanes)
    ]
    events = [*lanes, *map(stretch_event, run.stretches), *map(line_event, run.lines)]
    events.sort(key=lambda event: event["ts"])  # at the same time lanes come first
    about = {"snippet": run.snippet, "python": run.python, "system": run.system}
    return json.dumps(
        {
            "traceEvents": _metadata(run) + events,
            "displayTimeUnit": "ms",
            "otherData": about | {"started": run.started, "exit": run.exit, "cpus": run.cpus},
        },
        ensure_ascii=False,
    )
