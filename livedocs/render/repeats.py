"""What varies, and what does not, when a snippet runs several times in a row."""

import re
from collections.abc import Sequence
from statistics import median

from markupsafe import Markup

from livedocs.record.run import Run
from livedocs.render import timeline
from livedocs.render.template import fill, words


def _lines(run: Run) -> list[str]:
    """The lines of ``run``, where the number of each process replaces its PID."""
    pids = list(dict.fromkeys(str(lane.pid) for lane in run.lanes if lane.kind == "process"))
    if not pids:
        return [line.text for line in run.lines]
    any_pid = re.compile(rf"\b(?:{'|'.join(pids)})\b")
    return [
        any_pid.sub(lambda found: f"PID {pids.index(found[0]) + 1}", line.text)
        for line in run.lines
    ]


def _most(values: Sequence[object]) -> int:
    """How often the most frequent of ``values`` occurs."""
    return max(map(values.count, values))


def facts(runs: list[Run]) -> dict[str, int]:
    """Key in words.toml, of something that can vary → how many of ``runs`` at most agree in it."""
    lines = [_lines(run) for run in runs]
    kinds = [sorted((lane.kind, lane.name or "") for lane in run.lanes) for run in runs]
    return {
        "served_same_exit": _most([run.exit for run in runs]),
        "served_same_lanes": _most(kinds),
        "served_same_lines": _most([sorted(some) for some in lines]),
        "served_same_order": _most(lines),
    }


def render(runs: list[Run], language: str) -> Markup:
    """A small timeline of each of ``runs``, and in how many of them what is the same, as HTML."""
    walls = [run.wall for run in runs]
    span = max(map(timeline.length, runs))
    return fill(
        "repeats.html",
        words=words(language),
        runs=[(run, timeline.timeline(run, span)) for run in runs],
        facts=facts(runs),
        count=len(runs),
        shortest=min(walls),
        middle=median(walls),
        longest=max(walls),
    )
