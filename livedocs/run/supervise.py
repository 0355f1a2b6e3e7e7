"""Run one snippet to its end and make its raw record.

Each run is supervised by a process of its own, for three reasons. On Linux it is a child subreaper
(https://man7.org/linux/man-pages/man2/PR_SET_CHILD_SUBREAPER.2const.html), so that every process
that the snippet leaves behind becomes its child and is found. When the builder ends, however it
ends, the supervisor's input closes, and it ends the snippet's whole tree. And it is small,
so that the peak memory that the kernel tells is the snippet's own (a child's peak starts at that
of the process that it was forked from): nothing here imports typing, a megabyte.
"""

import copy
import os
import re
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from subprocess import DEVNULL, Popen

from livedocs.record.collector import Collector, Stream, Text
from livedocs.run.folder import RunFolder
from livedocs.run.held_up import HeldUp
from livedocs.run.limits import LOOK, Limits, Watch, bound
from livedocs.run.process_tree import become_subreaper, kill_tree
from livedocs.run.streams import (
    Events,
    Reaped,
    StreamServer,
    read_into,
    start_thread,
    wait_for_children,
)

RECORDER = Path(__file__).parents[1] / "record" / "recorder"
GRACE = 0.5
"""Seconds that helper processes of the standard library get to end after the main process."""
PAUSE = 0.2
"""Seconds between two records of a run that is under way."""
LAST_GRACE = 5.0
"""Seconds to wait for the kernel to end what has been killed."""

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from livedocs.record.collector import RawLine

Record = dict[str, object]
"""A raw record, for JSON: the fields of a ``run.Run`` that a supervisor knows."""


def environment(
    folder: RunFolder, address: str | None, pipes: dict[str, int], start_method: str
) -> dict[str, str]:
    """The builder's variables without those of Python, for UTF-8, and the recorder's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept |= {"PYTHONUTF8": "1", "TMPDIR": str(folder.temporary)}
    if address is None:
        return kept | {"PYTHONUNBUFFERED": "1"}
    places = [f"{name}:{os.fstat(fd).st_dev}:{os.fstat(fd).st_ino}" for name, fd in pipes.items()]
    return kept | {
        "PYTHONPATH": str(RECORDER),
        "LIVEDOCS_STREAM": address,
        "LIVEDOCS_PIPES": ",".join(places),
        "LIVEDOCS_START_METHOD": start_method,
    }


def supervise(
    python: str,
    script: Path,
    folder: str,
    timeout: float,
    limits: Limits,
    record: bool,
    stop: int,
    start_method: str = "",
    report: Callable[[Record | None], None] | None = None,
) -> Record | None:
    """Run ``script`` with ``python`` for at most ``timeout`` seconds and return the raw record.

    It runs in the RunFolder at ``folder``, which is removed at the end, and within ``limits``.
    ``record`` false runs it without a recorder. ``start_method`` is the one that multiprocessing
    uses by default, "" for Python's own. ``report`` takes a record now and then while the snippet
    runs, or None where nothing has happened since. Returns None when the descriptor ``stop`` ends
    first.
    """
    become_subreaper()
    events = Events(maxsize=100)  # who writes faster than we read has to wait, as at a terminal
    run_folder = RunFolder(folder)
    shutil.copy(script, run_folder.work)
    record = record and hasattr(socket, "AF_UNIX")
    server = StreamServer(events, run_folder.path) if record else None
    readers, writers = {}, {}
    for name in ("stdout", "stderr"):
        readers[name], writers[name] = os.pipe()
    held_up, start = HeldUp(), time.monotonic_ns()
    process = Popen(
        [python, script.name],
        cwd=run_folder.work,
        env=environment(run_folder, server.address if server else None, writers, start_method),
        stdin=DEVNULL,
        stdout=writers["stdout"],
        stderr=writers["stderr"],
        start_new_session=True,
    )
    bound(process.pid, limits)
    for fd in writers.values():
        os.close(fd)
    for name, fd in readers.items():
        start_thread(read_into, events, fd, name)
    start_thread(read_into, events, stop, "stop")
    end = server.end if server else lambda: events.put(("childless", time.monotonic_ns(), b""))
    start_thread(wait_for_children, events, process, held_up, end)
    try:
        collector, watch = Collector(start, process.pid), Watch(limits, run_folder, held_up)
        return follow(events, process, collector, timeout, run_folder, watch, server, report)
    finally:
        kill_tree(process)
        run_folder.remove()


def without_recorder(lines: "list[RawLine]") -> "list[RawLine]":
    """``lines`` without the recorder's own frames in tracebacks."""
    kept: list[RawLine] = []
    ours = False
    for line in lines:
        if line["text"].startswith(f'  File "{RECORDER}{os.sep}'):
            ours = True
        elif not (ours and line["text"].startswith("    ")):
            ours = False
            kept.append(line)
    return kept


def follow(
    events: Events,
    process: Popen[bytes],
    collector: Collector,
    timeout: float,
    folder: RunFolder,
    watch: Watch,
    server: StreamServer | None,
    report: Callable[[Record | None], None] | None,
) -> Record | None:
    """Take ``events`` until the tree of ``process`` is gone; returns as ``supervise`` does."""
    texts: dict[object, Text] = {name: Text(collector, name) for name in ("stdout", "stderr")}
    streams: dict[object, Stream] = {}
    opened: set[object] = {*texts, "children"}
    usages: list[tuple[float, int]] = []
    deadline, exceeded = time.monotonic() + timeout, ""
    killed_at: float | None = None
    left_behind: dict[int, str] = {}
    exit_code: int | None = None
    wall: float | None = None
    # Whose machine it was is nobody's business.
    home = re.compile(rf"(?<![\w./-]){re.escape(str(Path.home()))}(?=/)")
    temporary = tempfile.gettempdir()
    reported, news = time.monotonic(), False

    def record(collector: Collector) -> Record:
        lanes, lines = collector.finish(time.monotonic_ns())
        lines = without_recorder(lines)
        for line in lines:
            text = line["text"].replace(f"{folder.work}{os.sep}", "")
            line["text"] = home.sub("~", text.replace(str(folder.temporary), temporary))
        cpu = sum(cpu for cpu, _ in usages) if usages else None
        scale = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, KiB elsewhere
        return {
            "exit": exit_code,
            "wall": wall or collector.seconds(time.monotonic_ns()),
            "exceeded": exceeded,
            "left_behind": [] if exceeded else sorted(left_behind.values()),
            "cpu": cpu,
            "peak_memory": max(peak for _, peak in usages) * scale if usages else None,
            "start_methods": sorted(collector.start_methods),
            "lanes": lanes,
            "lines": lines,
            "cut_lines": collector.cut_lines,
            "cut_bytes": collector.cut_bytes,
            **watch.held_up.figures(cpu),
        }

    while opened:
        if report and time.monotonic() > reported + PAUSE:
            report(record(copy.deepcopy(collector)) if news else None)
            reported, news = time.monotonic(), False
        if killed_at is None and (exceeded := watch.exceeded()):
            deadline = 0
        left = deadline - time.monotonic()
        try:
            if left <= 0:
                raise Empty
            key, at, data = events.get(timeout=min(left, LOOK))
            news = True
        except Empty:
            if left > LOOK:
                continue
            if killed_at is None:
                killed_at = time.monotonic()
                exceeded = exceeded or ("time" if exit_code is None else "")
            elif time.monotonic() > killed_at + LAST_GRACE:
                break
            left_behind |= kill_tree(process)
            deadline = time.monotonic() + 0.2  # then again: what forks all the time may have got by
            continue
        seconds = collector.seconds(at)
        if key == "stop":
            return None
        if isinstance(data, Reaped):
            collector.endings[data.pid] = data.exit
            usages += [data.usage] if data.usage else []
            if data.pid == process.pid:
                exit_code, wall = data.exit, seconds
                if killed_at is None:
                    deadline = min(deadline, time.monotonic() + GRACE)
        elif key == "childless" or (server and data == server.last_word):
            opened.discard("children")
        elif data is None:
            streams[key] = Stream(collector)
            opened.add(key)
            watch.hurry()
        elif key in texts:
            texts[key].feed(data, seconds, final=not data)
        elif data:
            streams[key].feed(data)
        else:
            streams[key].close(seconds)
        if data == b"":
            opened.discard(key)
    return record(collector)
