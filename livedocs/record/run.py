"""The record of a run: what happened when a snippet was run once, in lanes, lines and stretches."""

import json
import signal
from dataclasses import asdict, dataclass
from typing import Any

NOTABLE = 0.1
"""The part of its wall time from which on it matters that a run waited for a CPU."""
LEAST = 0.05
"""Seconds that never matter: the system counts in hundredths."""


@dataclass(frozen=True)
class Line:
    """One line of output."""

    at: float
    """Seconds since the start of the run, when the last text of it was written that can be seen."""
    lane: int | None
    """Which lane wrote that; None for what did not come through Python's own stdout or stderr."""
    stream: str
    """"stdout" or "stderr". Both are one pipe: what did not come through Python is "stdout"."""
    text: str
    """What a terminal shows, without colours."""
    source_line: int | None = None
    """The number of the line in the snippet that wrote it, or that called the library which wrote
    it; None for what did not come through Python."""


@dataclass(frozen=True)
class Lane:
    """The life of one process, thread or task."""

    kind: str
    """"process", "interpreter" (one more in its process), "thread" or "task"."""
    name: str | None
    pid: int
    parent: int | None
    """A process: the process that started it. Else the lane that it lives in."""
    daemon: bool
    start: float
    end: float
    ending: int | str | None
    """A process: exit code, or minus the signal's number, None when nobody waited for it.
    A task: "cancelled", or the name of its exception."""
    began: float | None = None
    """A process or interpreter: when it ran the first line of the snippet's own file, in seconds
    since the start of the run; what comes before is its start-up. None where it never did."""


@dataclass(frozen=True)
class Stretch:
    """A time that a lane spent at one source line of the snippet."""

    lane: int
    start: float
    end: float
    """Both in seconds since the start of the run."""
    line: int | None
    """The number of the line; None while the lane ran no code of the snippet."""
    cpu: float
    """CPU seconds that the lane's thread used in it; for a task, of the time that it ran."""
    fast: bool
    """Whether the function ran too many lines to follow each; ``line`` is then that of its def."""


@dataclass(frozen=True)
class Run:
    """One execution of a snippet. Times are seconds, memory is bytes."""

    snippet: str
    started: str
    """ISO 8601, UTC."""
    python: str
    system: str
    cpus: int
    exit: int | None
    """As subprocess gives it: minus the signal's number when a signal ended it."""
    wall: float
    exceeded: str
    """Which limit it exceeded, and was killed: "time", "memory", "disk", "processes"; else ""."""
    left_behind: tuple[str, ...]
    """The names of the processes that had not ended by themselves after the main process."""
    cpu: float | None
    """User and system time of all processes that were waited for."""
    peak_memory: int | None
    """Resident, of the largest single process."""
    start_methods: tuple[str, ...]
    """The start methods that multiprocessing used."""
    lanes: tuple[Lane, ...]
    lines: tuple[Line, ...]
    """As a terminal shows them: where the program has moved the cursor up, not in order of time."""
    cut_lines: int
    cut_bytes: int
    """How much output came after the limits, and was not kept."""
    cut_lanes: int = 0
    """How many lanes there were beyond those that are kept."""
    stretches: tuple[Stretch, ...] = ()
    """By lane, then by start; those of one lane do not overlap. Empty where it was not followed."""
    unfollowed: str = ""
    """Why it was not followed: "off" (the fence says so), "measures", "slow" (3.11 and too many
    calls), "python" (none that can be); "" where it was."""
    ready: float | None = None
    """How long its threads were ready to run and had no CPU, all together. None where the system
    does not tell."""
    disturbed: float = 0.0
    """The part of that for which other programs are to blame, or other runs."""
    alone: bool = False
    """Whether the build had nothing else to do while it ran."""

    @property
    def held_up(self) -> bool:
        """Whether others have disturbed it so much that its picture may be wrong."""
        return self._is_much(self.disturbed)

    @property
    def waited(self) -> bool:
        """Whether it waited for a CPU so long that it shows, be it for its own threads."""
        return self._is_much(self.ready or 0.0)

    def _is_much(self, seconds: float) -> bool:
        return seconds > max(NOTABLE * self.wall, LEAST)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Run":
        """The inverse of ``to_json``; raises ValueError, TypeError or KeyError for other text."""
        return cls.from_fields(**json.loads(text))

    @classmethod
    def from_fields(cls, **fields: Any) -> "Run":
        """A Run from its fields as JSON has them: lists for tuples, objects for lanes and so on."""
        lanes = tuple(Lane(**lane) for lane in fields["lanes"])
        lines = tuple(Line(**line) for line in fields["lines"])
        stretches = tuple(Stretch(**stretch) for stretch in fields.get("stretches", ()))
        names = {name: tuple(fields[name]) for name in ("left_behind", "start_methods")}
        parts = {"lanes": lanes, "lines": lines, "stretches": stretches}
        return cls(**{**fields, **parts, **names})


def signal_name(number: int) -> str:
    """``SIGKILL`` for 9; what the system has no name for, by its number."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
