"""Run one snippet to its end and make its raw record.

Each run is supervised by a process of its own, for three reasons. On Linux it is a child subreaper
(https://man7.org/linux/man-pages/man2/PR_SET_CHILD_SUBREAPER.2const.html), so that every process
that the snippet leaves behind becomes its child and is found. When the builder ends, in any way,
the supervisor's input closes, and it ends all processes of the run. And it is small: the peak
memory of a child starts at that of the process from which it was forked, and should be the
snippet's own. So nothing here imports typing, which takes a megabyte.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from selectors import EVENT_READ
from subprocess import DEVNULL, Popen

from livedocs.record.collector import Collector
from livedocs.run.environment import environment
from livedocs.run.folder import RunFolder
from livedocs.run.held_up import HeldUp
from livedocs.run.limits import LOOK, Limits, Watch, bound
from livedocs.run.process_tree import become_subreaper, kill_tree
from livedocs.run.raw_record import Record, raw_record
from livedocs.run.streams import CHUNK, Channel, Children, Reaped, selectable, selector

GRACE = 1.5
"""Seconds that other processes have to end by themselves after the main process."""
REST = 0.001
"""Seconds between two reads. Waking up for each line would slow the program down."""
PAUSE = 0.2
"""Seconds between two records of a run that is going on."""
LAST_GRACE = 5.0
"""Seconds to wait for the kernel to end what has been killed."""


def supervise(
    python: str,
    script: Path,
    folder: str,
    timeout: float,
    limits: Limits,
    unfollowed: str,
    stop: int,
    start_method: str = "",
    report: Callable[[Record | None], None] | None = None,
) -> Record | None:
    """Run ``script`` with ``python`` for at most ``timeout`` seconds and return the raw record.

    It runs within ``limits`` in a RunFolder at ``folder``, which is made first and removed at the
    end. ``unfollowed`` is that field of ``Run``; with "measures" there is no recorder.
    ``start_method`` becomes the default of multiprocessing, "" leaves Python's own. ``report`` is
    called now and then with the record so far, or with None if nothing has happened since the last
    call. Returns None if the descriptor ``stop`` reaches its end before the run does.
    """
    become_subreaper()
    run_folder, process = RunFolder(folder), None
    run_folder.make()
    try:
        shutil.copy(script, run_folder.work)
        recorded = unfollowed != "measures" and hasattr(os, "mkfifo")
        channel = Channel(run_folder.path) if recorded else None
        # With a recorder, which tells them apart, both share a pipe, which keeps their order.
        names = ["stdout"] if channel else ["stdout", "stderr"]
        readers, writers = zip(*(os.pipe() for _ in names), strict=True)
        held_up, start = HeldUp(), time.monotonic_ns()
        process = Popen(
            [python, script.name],
            cwd=run_folder.work,
            env=environment(
                run_folder, script.name, channel, writers[0], start_method, not unfollowed
            ),
            stdin=DEVNULL,
            stdout=writers[0],
            stderr=writers[-1],
            start_new_session=True,
        )
        bound(process.pid, limits)
        for fd in writers:
            os.close(fd)
        collector = Collector(start, process.pid, *names)
        collector.unfollowed = unfollowed or ("" if channel else "python")
        watch = Watch(limits, run_folder, held_up)
        supervision = Supervision(process, collector, channel, run_folder, watch, timeout)
        for name, fd in zip(names, readers, strict=True):
            supervision.watch(selectable(fd), name)
        supervision.watch(selectable(stop), "stop")
        return supervision.follow(report)
    finally:
        if process:
            kill_tree(process)
        run_folder.remove()


class Supervision:
    """One run that is going on, and the loop that waits for all that happens in it."""

    def __init__(
        self,
        process: Popen[bytes],
        collector: Collector,
        channel: Channel | None,
        folder: RunFolder,
        limits: Watch,
        timeout: float,
    ) -> None:
        self.process, self.collector, self.channel = process, collector, channel
        self.folder, self.limits = folder, limits
        self.deadline = time.monotonic() + timeout
        self.killed_at: float | None = None
        self.exit_code: int | None = None
        self.wall: float | None = None
        self.exceeded = ""
        self.left_behind: dict[int, str] = {}
        self.usages: list[tuple[float, int]] = []
        self.children = Children(process, limits.held_up)
        self.opened = {"children", *collector.outputs}
        """What has not ended yet: pipes by their name, and "children"."""
        self.selector = selector()
        self.watch(self.children.wakes.fileno(), "children")
        if channel:
            self.watch(channel.fd, "channel")

    def watch(self, fd: int, key: str | int) -> None:
        """Let the loop wake up when ``fd`` is ready; ``key`` is its name, for a process its PID."""
        self.selector.register(fd, EVENT_READ, key)

    def follow(self, report: Callable[[Record | None], None] | None) -> Record | None:
        """Handle all that happens until no process is left; returns what ``supervise`` does."""
        reported, news = time.monotonic(), False
        while self.opened:
            if report and time.monotonic() > reported + PAUSE:
                report(self.record() if news else None)
                reported, news = time.monotonic(), False
            if (left := self.keep_to_limits()) is None:
                break
            ready = {key.data: key.fd for key, _ in self.selector.select(left)}
            if "stop" in ready:
                return None
            news = news or bool(ready)
            self.take(ready)
            time.sleep(REST)
        return self.record()

    def keep_to_limits(self) -> float | None:
        """Kill all processes if a limit or the time is exceeded.

        Returns for how many seconds the loop may wait; None tells it to end.
        """
        if self.killed_at is None and (exceeded := self.limits.exceeded()):
            self.exceeded, self.deadline = exceeded, 0
        if (left := self.deadline - time.monotonic()) > 0:
            return min(left, LOOK)
        if self.killed_at is None:
            self.killed_at = time.monotonic()
            self.exceeded = self.exceeded or ("time" if self.exit_code is None else "")
        elif time.monotonic() > self.killed_at + LAST_GRACE:
            return None
        self.left_behind |= kill_tree(self.process)
        # Try again soon: a process that forks all the time may have escaped.
        self.deadline = time.monotonic() + 0.2
        return 0.0

    def take(self, ready: dict[str | int, int]) -> None:
        """Handle all that is ``ready``: key → descriptor.

        The output is read before the channel, so that all of it has been announced.
        """
        chunks = {name: self.read(ready[name]) for name in self.collector.outputs if name in ready}
        now = time.monotonic_ns()
        if self.channel:
            self.collector.receive(self.channel.read(), self.started)
        at = self.collector.seconds(now)
        for name, data in chunks.items():
            self.collector.output(name, data, at)
            if not data:
                self.selector.unregister(ready[name])
                self.opened.discard(name)
        if all(len(data) < CHUNK for data in chunks.values()):
            for pid, fd in ready.items():
                if isinstance(pid, int):
                    self.selector.unregister(fd)
                    os.close(fd)
                    self.collector.close(pid, at)
            self.collector.all_is_read()
        for reaped in self.children.ended() if "children" in ready else ():
            self.reaped(reaped)

    @staticmethod
    def read(fd: int) -> bytes:
        """The bytes that ``fd`` has now; none at its end."""
        try:
            return os.read(fd, CHUNK)
        except OSError:
            return b""

    def started(self, pid: int) -> None:
        """A process has started: wait for its end too, if the system can."""
        self.limits.hurry()
        with contextlib.suppress(AttributeError, OSError):  # not Linux, or it has ended
            self.watch(os.pidfd_open(pid), pid)

    def reaped(self, reaped: Reaped | None) -> None:
        """A child has ended; with None, no child is left."""
        if reaped is None:
            self.opened.discard("children")
            return
        at = self.collector.seconds(reaped.at)
        self.collector.endings[reaped.pid] = reaped.exit
        self.usages += [reaped.usage] if reaped.usage else []
        self.collector.close(reaped.pid, at)
        if reaped.pid == self.process.pid:
            self.exit_code, self.wall = reaped.exit, at
            if self.killed_at is None:
                self.deadline = min(self.deadline, time.monotonic() + GRACE)

    def record(self) -> Record:
        """The raw record so far."""
        return raw_record(
            self.collector,
            self.folder,
            exit_code=self.exit_code,
            wall=self.wall,
            exceeded=self.exceeded,
            left_behind=[] if self.exceeded else sorted(self.left_behind.values()),
            usages=self.usages,
            held_up=self.limits.held_up,
        )
