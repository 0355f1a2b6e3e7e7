"""A run of a snippet: its record, and the call that makes one."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from livedocs import interpreter
from livedocs.snippet import ROOT

TIMEOUT = 60.0
"""Seconds that a snippet may run, unless its fence says otherwise."""


class RunError(Exception):
    """The supervisor itself failed, or was told to stop."""


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
    exit: int
    """As subprocess gives it: minus the signal's number when a signal ended it."""
    wall: float
    timed_out: bool
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

    def to_json(self):
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text):
        """The inverse of ``to_json``; raises ValueError, TypeError or KeyError for other text."""
        fields = json.loads(text)
        fields["lanes"] = tuple(Lane(**lane) for lane in fields["lanes"])
        fields["lines"] = tuple(Line(**line) for line in fields["lines"])
        for name in ("left_behind", "start_methods"):
            fields[name] = tuple(fields[name])
        return cls(**fields)


_supervisors = set()


def stop_all():
    """End every run that is under way, with its whole tree; each raises RunError."""
    for supervisor in list(_supervisors):
        supervisor.stdin.close()


def run(snippet, timeout=TIMEOUT, python=sys.executable):
    """Run ``snippet`` with the interpreter at ``python`` and return its Run, however it ended.

    Ends its whole tree after ``timeout`` seconds. Raises RunError when no record could be made.
    """
    started = datetime.now(UTC)
    order = {
        "python": str(python),
        "script": str(snippet.path.resolve()),
        "timeout": timeout,
        "record": not snippet.measures,
    }
    # The supervisor ends all when its standard input closes: with this process, at the latest.
    with subprocess.Popen(
        [sys.executable, "-S", "-m", "livedocs.supervise", json.dumps(order)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        encoding="utf-8",
    ) as supervisor:
        _supervisors.add(supervisor)
        try:
            answer = supervisor.stdout.read()
            complaint = supervisor.stderr.read()
        finally:
            _supervisors.remove(supervisor)
    try:
        raw = json.loads(answer)
        return Run.from_json(
            json.dumps(
                {
                    "snippet": snippet.name,
                    "started": started.isoformat(timespec="seconds"),
                    "python": str(interpreter.describe(python)),
                    **interpreter.machine(),
                    **raw,
                }
            )
        )
    except (ValueError, TypeError, KeyError) as error:
        tail = "\n".join(complaint.splitlines()[-3:])
        raise RunError(f"{snippet.name} could not be run: {tail or 'it was stopped'}") from error
