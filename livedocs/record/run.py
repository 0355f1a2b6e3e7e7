"""The record of a run: what happened when a snippet ran once, as lanes, lines and stretches."""

import json
import signal
from dataclasses import asdict, dataclass
from typing import Any

NOTABLE = 0.1
"""A run that waited for a CPU for a larger part of its wall time waited notably long."""
LEAST = 0.05
"""Seconds of waiting that are never notable: the system counts in hundredths."""


@dataclass(frozen=True)
class Line:
    """One line of output."""

    at: float
    """When its last visible text was written, in seconds since the start of the run."""
    lane: int | None
    """The lane that wrote that text; None if it did not come through Python's stdout or stderr."""
    stream: str
    """"stdout" or "stderr". Both share a pipe: what did not come through Python is "stdout"."""
    text: str
    """What a terminal shows, without colours."""
    source_line: int | None = None
    """The line of the snippet that wrote it, or that called the library which wrote it; None if it
    did not come through Python."""


@dataclass(frozen=True)
class Lane:
    """The life of one process, thread or task."""

    kind: str
    """"process", "interpreter" (one more in its process), "thread" or "task"."""
    name: str | None
    pid: int
    parent: int | None
    """The index of a lane: of the process that started a process, else of what it lives in."""
    daemon: bool
    start: float
    end: float
    ending: int | str | None
    """Of a process: its exit code, or minus the signal's number; None if nobody waited for it.
    Of a task: "cancelled", or the name of its exception."""
    began: float | None = None
    """Of a process or interpreter: when it ran the first line of the snippet's own file, in seconds
    since the start of the run. Before that it starts up. None if it never ran one."""


@dataclass(frozen=True)
class Stretch:
    """A time that a lane spent at one source line of the snippet."""

    lane: int
    start: float
    end: float
    """Both in seconds since the start of the run."""
    line: int | None
    """The number of the source line; None if the lane ran no code of the snippet."""
    cpu: float
    """CPU seconds that the lane's thread used in it; for a task, only while the task ran."""
    fast: bool
    """Whether the function ran too many lines to follow each; ``line`` is then that of its def."""
    ran: float | None = None
    """Of a task or greenlet: the seconds in which it ran and held its thread, so that no other task
    of its event loop could run. None for other lanes."""

    @property
    def busy(self) -> float:
        """Seconds in which the lane computed or, as a task, held its thread."""
        return max(self.cpu, self.ran or 0.0)


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
    """The exit code, or minus the number of the signal that ended it; None while it goes on."""
    wall: float
    exceeded: str
    """The limit for which it was killed: "time", "memory", "disk" or "processes"; else ""."""
    left_behind: tuple[str, ...]
    """The names of the processes that had to be killed after the main process had ended."""
    cpu: float | None
    """CPU time, user and system, of all processes that were waited for."""
    peak_memory: int | None
    """Resident memory of the largest process."""
    start_methods: tuple[str, ...]
    """The start methods that multiprocessing used."""
    lanes: tuple[Lane, ...]
    lines: tuple[Line, ...]
    """As a terminal shows them; not in order of time if the program moves the cursor up."""
    cut_lines: int
    cut_bytes: int
    """How much output exceeded the limits and was not kept."""
    cut_lanes: int = 0
    """How many lanes exceeded the limit and were not kept."""
    stretches: tuple[Stretch, ...] = ()
    """By lane, then by start; those of one lane do not overlap. Empty if it was not followed."""
    unfollowed: str = ""
    """Why it was not followed: "off" (the fence says so), "measures", "slow" (too many calls on
    3.11), "python" (a Python that cannot be followed, or a program that traces itself); "" if it
    was followed."""
    ready: float | None = None
    """How long its threads were ready to run without a CPU, all together. None if the system does
    not tell."""
    disturbed: float = 0.0
    """The part of ``ready`` that other programs or other runs caused."""
    alone: bool = False
    """Whether the build did nothing else while it ran."""

    @property
    def held_up(self) -> bool:
        """Whether others disturbed it so much that its picture may be wrong."""
        return self._is_much(self.disturbed)

    @property
    def waited(self) -> bool:
        """Whether it waited notably long for a CPU, even if only for its own threads."""
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
    """``SIGKILL`` for 9; ``signal 99`` if the system has no name for it."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
