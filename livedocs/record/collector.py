"""Collect what the processes of a run report, and what its pipes carry, into lanes and lines.

Nothing that a program sends may raise here: a message that makes no sense is ignored.
"""

import re
from collections.abc import Callable

from livedocs.record.lane_names import program, short
from livedocs.record.output import Output
from livedocs.record.stretches import Stretches
from livedocs.record.writer import Writer

MAX_LINES = 2_000
MAX_BYTES = 256 * 1024
MAX_LANES = 2_000
KNOWN_LANES = 10 * MAX_LANES
"""How many lanes are known during the run; their lines decide later which of them are kept."""
MAX_MESSAGE = 8 * 1024
"""Bytes; the recorder's own messages are shorter than 4 KiB."""
STREAMS = {1: "stdout", 2: "stderr"}
KINDS = {
    "process": 1,
    "name": 2,
    "thread": 2,
    "task": 2,
    "rename": 1,
    "end": 1,
    "began": 0,
    "at": 5,
    "unfollowed": 1,
    "write": 3,
    "reaped": 2,
}
"""Kind of message → how many fields it has before its text."""

_ESCAPE = re.compile(rb"\\(.)")

TYPE_CHECKING = False  # a type checker takes it for true; typing itself is large, see supervise
if TYPE_CHECKING:
    from typing import Any

    RawLane = dict[str, Any]
    """The fields of a ``run.Lane`` and, until ``finish``, the PID of its process's parent."""
    RawLine = dict[str, Any]
    """The fields of a ``run.Line``."""


def _unescaped(text: bytes) -> bytes:
    if b"\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: b"\n" if found[1] == b"n" else found[1], text)


def _words(text: bytes) -> str:
    return short(text.decode("utf-8", "replace"))


class Process:
    """A process, or an additional interpreter in one, from the start of its recorder to its end."""

    def __init__(self, collector: "Collector", pid: int, interpreter: int) -> None:
        self.collector, self.pid, self.interpreter = collector, pid, interpreter
        self.lanes: dict[int, int] = {}  # the process's number of a lane → its collector index
        self.parent_pid = 0

    def close(self, at: float) -> None:
        """The process has ended at ``at`` seconds, and with it all its lanes."""
        self.collector.ended.update(self.lanes.values())
        for index in self.lanes.values():
            lane = self.collector.lanes[index]
            lane["end"] = at if lane["end"] is None else lane["end"]

    def on_process(self, at: float, parent_pid: bytes, command: bytes) -> None:
        self.parent_pid = int(parent_pid)
        words = command.decode("utf-8", "replace").split("\0")
        if self.interpreter:
            self._add_lane(0, "interpreter", f"interpreter {self.interpreter}", at, None)
        else:
            self._add_lane(0, "process", program(words), at, None)
        parent = self.collector.processes.get((self.parent_pid, 0))
        if not command and not (parent and parent._lane(0)["began"] is None):
            self._lane(0)["began"] = at  # a fork is past its start-up if its parent is

    def on_name(self, at: float, daemon: bytes, method: bytes, name: bytes) -> None:
        self._lane(0).update(name=_words(name), daemon=daemon == b"1")
        if method in (b"fork", b"spawn", b"forkserver"):
            self.collector.start_methods.add(method.decode())

    def on_began(self, at: float, text: bytes) -> None:
        if self._lane(0)["began"] is None:
            self._lane(0)["began"] = at

    def on_at(
        self,
        at: float,
        number: bytes,
        line: bytes,
        fast: bytes,
        used: bytes,
        ran: bytes,
        text: bytes,
    ) -> None:
        lane, is_fast = self.lanes[int(number)], fast == b"1"
        self.collector.stretches.add(lane, at, int(line) or None, is_fast, int(used), int(ran))
        if int(line):
            self.on_began(at, b"")

    def on_unfollowed(self, at: float, why: bytes, text: bytes) -> None:
        self.collector.unfollowed = "slow" if why == b"slow" else "python"

    def on_thread(self, at: float, number: bytes, daemon: bytes, name: bytes) -> None:
        self._add_lane(int(number), "thread", _words(name), at, 0)
        self._lane(int(number))["daemon"] = daemon == b"1"

    def on_task(self, at: float, number: bytes, parent: bytes, name: bytes) -> None:
        self._add_lane(int(number), "task", _words(name), at, int(parent))

    def on_rename(self, at: float, number: bytes, name: bytes) -> None:
        self._lane(int(number))["name"] = _words(name)

    def on_end(self, at: float, number: bytes, ending: bytes) -> None:
        self._lane(int(number)).update(end=at, ending=_words(ending) or None)

    def on_write(self, at: float, number: bytes, stream: bytes, line: bytes, data: bytes) -> None:
        lane = self.lanes.get(int(number), self.lanes.get(0))
        writer = Writer(at, lane, STREAMS[int(stream)], min(int(line), 10**9) or None)
        if self.collector.bytes < MAX_BYTES:
            self.collector.outputs["stdout"].announce(writer, data)

    def on_reaped(self, at: float, pid: bytes, exit_code: bytes, text: bytes) -> None:
        if len(self.collector.endings) < KNOWN_LANES and abs(int(exit_code)) < 2**31:
            self.collector.endings[int(pid)] = int(exit_code)
        self.collector.close(int(pid), at)

    def _lane(self, number: int) -> "RawLane":
        return self.collector.lanes[self.lanes[number]]

    def _add_lane(
        self, number: int, kind: str, name: str | None, at: float, parent: int | None
    ) -> None:
        if number in self.lanes:
            return
        if len(self.collector.lanes) >= KNOWN_LANES:
            self.collector.cut_lanes += 1
            return
        lane = {
            "kind": kind,
            "name": name,
            "pid": self.pid,
            "parent_pid": self.parent_pid,
            "parent": None if parent is None else self.lanes.get(parent),
            "daemon": False,
            "start": at,
            "end": None,
            "began": None,
            "ending": None,
        }
        self.lanes[number] = len(self.collector.lanes)
        self.collector.lanes.append(lane)


class Collector:
    """Everything that is known of one run.

    ``start`` is when it started, by ``time.monotonic_ns()``, ``pid`` its main process. ``streams``
    are the names of its pipes; with a recorder there is only "stdout", which carries stderr too.
    """

    def __init__(self, start: int, pid: int, *streams: str) -> None:
        self.start, self.pid = start, pid
        self.rest = b""
        self.processes: dict[tuple[int, int], Process] = {}  # those that have not ended
        self.lanes: list[RawLane] = []
        self.stretches = Stretches()
        self.unfollowed = ""
        """Why there are no stretches, see ``run.Run.unfollowed``."""
        self.ended: set[int] = set()  # lanes of processes that have ended
        self.outputs = {name: Output(name, MAX_LINES) for name in streams}
        self.bytes = self.cut_bytes = self.cut_lanes = 0
        self.endings: dict[int, int] = {}  # PID → exit code, or minus the signal's number
        self.start_methods: set[str] = set()

    def seconds(self, nanoseconds: int) -> float:
        """Seconds since the start of the run, for a time of ``time.monotonic_ns()``."""
        return (nanoseconds - self.start) / 1e9

    def receive(self, data: bytes, started: Callable[[int], None] = lambda pid: None) -> None:
        """Take some bytes of the channel; an incomplete last line waits for its rest.

        ``started`` is called with the PID of each process that has started.
        """
        *messages, self.rest = (self.rest + data).split(b"\n")
        if len(self.rest) > MAX_MESSAGE:
            self.rest = b""
        for message in messages:
            try:
                self._handle(message, started)
            except (ValueError, KeyError, OverflowError):
                continue

    def _handle(self, message: bytes, started: Callable[[int], None]) -> None:
        pid, interpreter, nanoseconds, name, rest = message.split(b" ", 4)
        at, key, kind = self.seconds(int(nanoseconds)), (int(pid), int(interpreter)), name.decode()
        *fields, text = rest.split(b" ", KINDS[kind])
        if kind == "process":
            if key in self.processes:  # it has become another program
                self.processes.pop(key).close(at)
            self.processes[key] = Process(self, *key)
            started(key[0])
        elif key not in self.processes and kind not in ("write", "reaped"):
            return
        process = self.processes.get(key) or Process(self, *key)
        getattr(process, f"on_{kind}")(at, *fields, _unescaped(text))

    def close(self, pid: int, at: float) -> None:
        """The process ``pid`` has ended at ``at`` seconds."""
        for key in [key for key in self.processes if key[0] == pid]:
            self.processes.pop(key).close(at)

    def all_is_read(self) -> None:
        """The pipes are empty: forget what ended processes have announced but not written."""
        for output in self.outputs.values():
            output.forget(self.ended)
        self.ended.clear()

    def output(self, stream: str, data: bytes, at: float) -> None:
        """Take ``data``, read at ``at`` seconds from the pipe ``stream``; b"" means its end."""
        kept = data[: MAX_BYTES - self.bytes]
        self.bytes += len(kept)
        self.cut_bytes += len(data) - len(kept)
        if kept:
            self.outputs[stream].feed(kept, at)
        elif not data:
            self.outputs[stream].end()
