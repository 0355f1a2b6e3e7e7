"""What the runs of some snippets must show, so that no panel contradicts its page."""

import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from livedocs.content.catalogue import ShownRun
from livedocs.record.run import Run
from livedocs.snippet import ROOT

FILE = ROOT / "docs" / "pictures.toml"


@dataclass(frozen=True)
class Picture:
    """A figure of a run, and its bounds; ``docs/pictures.toml`` explains the fields."""

    snippet: str
    overlap: tuple[str, ...] = ()
    printed: str = ""
    cpus: int = 1
    at_least: float = 0.0
    at_most: float = math.inf

    def figure(self, run: Run) -> float | None:
        """The figure in ``run``; None if it has no such lanes or line."""
        if self.overlap:
            return _overlap(run, self.overlap)
        if self.printed:
            pattern = re.compile(re.escape(self.printed) + r"\s*(\d+\.?\d*)")
            found = filter(None, (pattern.match(line.text) for line in run.lines))
            return next((float(match[1]) for match in found), None)
        return None if run.cpu is None else run.cpu / run.wall

    def contradiction(self, run: Run) -> str | None:
        """How ``run`` contradicts it, in a few words.

        None if it does not, if the run was held up, or if it had too few CPUs.
        """
        if run.ready is None or run.held_up or run.cpus < self.cpus:
            return None
        subject = f"the overlap of {' and '.join(self.overlap)}" if self.overlap else self.printed
        subject = subject.rstrip(":") or "the CPU time by the wall time"
        figure = self.figure(run)
        if figure is None:
            return f"{subject} is not in its run"
        if figure < self.at_least:
            return f"{subject} is {figure:.2f}, not at least {self.at_least:g}"
        if figure > self.at_most:
            return f"{subject} is {figure:.2f}, not at most {self.at_most:g}"
        return None


def _overlap(run: Run, names: Iterable[str]) -> float | None:
    """The share of the longer life in which both lanes with these ``names`` lived, from 0 to 1."""
    lanes = [lane for name in names for lane in run.lanes if lane.name == name][:2]
    if len(lanes) < 2:
        return None
    together = min(lane.end for lane in lanes) - max(lane.start for lane in lanes)
    return max(0.0, together) / max(lane.end - lane.start for lane in lanes)


@cache
def load(file: Path = FILE) -> tuple[Picture, ...]:
    """All Pictures in ``file``."""
    rows = tomllib.loads(file.read_text("utf-8"))["picture"]
    return tuple(Picture(**row | {"overlap": tuple(row.get("overlap", ()))}) for row in rows)


def contradictions(
    shown: Iterable[ShownRun], pictures: Iterable[Picture] | None = None
) -> Iterator[str]:
    """A message for each run that contradicts one of ``pictures``, by default those of FILE."""
    runs = list(shown)
    for picture in load() if pictures is None else pictures:
        for one in runs:
            if one.request.snippet.name != picture.snippet:
                continue
            if wrong := picture.contradiction(one.run):
                page = one.page.chapter.path
                yield f"{page}: the run of {picture.snippet} contradicts the page: {wrong}"
