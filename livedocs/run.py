"""A run of a snippet: its record, and the call that makes one."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from livedocs import interpreter, supervisors
from livedocs.limits import LIMITS, Limits
from livedocs.place import Place
from livedocs.snippet import Snippet
from livedocs.tree import kill_marked

TIMEOUT = 60.0
"""Seconds that a snippet may run, unless its fence says otherwise."""


class RunError(Exception):
    """The supervisor itself failed, or was told to stop."""


class SupervisorKilledError(RunError):
    """The supervisor was killed, as the snippet can do it."""


@dataclass(frozen=True)
class Line:
    """One line of output."""

    at: float
    """Seconds since the start of the run, by the clock of the process that wrote it."""
    lane: int | None
    """Which lane wrote it; None for what did not come through Python's own stdout or stderr."""
    stream: str
    """"stdout" or "stderr"."""
    text: str


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
    cut_lines: int
    cut_bytes: int
    """How much output came after the limits, and was not kept."""

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Run":
        """The inverse of ``to_json``; raises ValueError, TypeError or KeyError for other text."""
        return cls(**_tuples(json.loads(text)))


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    """The ``fields`` of a Run, with tuples where JSON has lists."""
    lanes = tuple(Lane(**lane) for lane in fields["lanes"])
    lines = tuple(Line(**line) for line in fields["lines"])
    names = {name: tuple(fields[name]) for name in ("left_behind", "start_methods")}
    return {**fields, "lanes": lanes, "lines": lines, **names}


_running: set["Running"] = set()


def stop_all(snippet: Snippet | None = None) -> None:
    """End every run (of ``snippet``), with its whole tree; each raises RunError."""
    for running in list(_running):
        if snippet in (None, running.snippet):
            running.stop()


class Running:
    """A run that is under way."""

    def __init__(
        self,
        snippet: Snippet,
        timeout: float = TIMEOUT,
        python: str = sys.executable,
        start_method: str = "",
        live: bool = False,
        limits: Limits = LIMITS,
    ) -> None:
        """Start ``snippet``; see ``supervise.supervise``."""
        self.snippet, self.python = snippet, python
        self.stopped = False
        self.place = Place.make()
        self.started = datetime.now(UTC)
        order = {
            "python": python,
            "script": str(snippet.path.resolve()),
            "folder": str(self.place.folder),
            "timeout": timeout,
            "limits": asdict(limits),
            "record": not snippet.measures,
            "start_method": start_method,
            "live": live,
            "environ": dict(os.environ),
        }
        self.supervisor = supervisors.start(order)
        _running.add(self)

    def stop(self) -> None:
        """End it, with its whole tree."""
        self.stopped = True
        self.supervisor.stop()

    def records(self) -> Iterator[Run | None]:
        """The Run when it ended; where it is ``live``, before that the Run as it is now and then.

        A Run that is under way has no exit. Between two there may be None, when nothing has
        happened. Raises RunError when no record could be made.
        """
        answer, made = "", None
        try:
            for answer in self.supervisor.answers():
                made = self._record(answer) if answer.strip() else None
                yield made
            if made is None or (made.exit is None and not made.exceeded):
                raise self._lost()
        except ConnectionError as error:
            raise self._lost() from error
        except (ValueError, TypeError, KeyError) as error:
            if not answer.endswith("\n"):  # the supervisor was killed while it wrote
                raise self._lost() from error
            raise RunError(f"{self.snippet.name} could not be run: {answer.strip()}") from error
        finally:
            self.stop()
            _running.discard(self)
            self.place.remove()  # its supervisor has done so, if it could

    def _lost(self) -> RunError:
        """The RunError that tells why there is no record."""
        if self.stopped:
            return RunError(f"{self.snippet.name} could not be run: it was stopped")
        kill_marked(f"TMPDIR={self.place.temporary}")
        return SupervisorKilledError(
            f"{self.snippet.name} could not be run: its supervisor was killed"
        )

    def _record(self, answer: str) -> Run:
        fields = _tuples(json.loads(answer))
        return Run(
            snippet=self.snippet.name,
            started=self.started.isoformat(timespec="seconds"),
            python=str(interpreter.describe(self.python)),
            **interpreter.machine(),
            **fields,
        )


def run(
    snippet: Snippet,
    timeout: float = TIMEOUT,
    python: str = sys.executable,
    limits: Limits = LIMITS,
) -> Run:
    """Run ``snippet`` with the interpreter at ``python`` and return its Run, however it ended.

    Ends its whole tree after ``timeout`` seconds, or when it exceeds its ``limits``. Raises
    RunError when no record could be made.
    """
    records = Running(snippet, timeout, python, limits=limits).records()
    return [made for made in records if made][-1]
