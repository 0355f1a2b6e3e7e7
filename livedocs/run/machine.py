"""Who may run now, on this machine."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Lock

from livedocs.run import interpreter

CPUS = interpreter.machine()["cpus"]
JOBS = 6 * CPUS
"""Runs side by side: most snippets sleep most of the time."""
LOOK = 0.01
"""Seconds between two looks whether a CPU is free."""
START = 0.02
"""Seconds from one start to the next, at least: then the first can be seen to use a CPU."""
PATIENCE = 1.0
"""Seconds that a run waits for a free CPU, at most."""


def is_calm() -> bool:
    """Whether others left half of the CPUs free in the last minute; True where nobody knows."""
    return not hasattr(os, "getloadavg") or os.getloadavg()[0] < CPUS / 2


def runnable() -> int:
    """How many threads of this machine run or are ready to, this one too (proc_loadavg(5)).

    0 where the system does not tell.
    """
    try:
        return int(Path("/proc/loadavg").read_text("ascii").split()[3].partition("/")[0])
    except OSError:
        return 0


class Starts:
    """Lets runs start one after another, each when a CPU is free.

    Python needs a CPU to start, and to import what a snippet uses. Most snippets wait from then on.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0.0
        self._patience = PATIENCE

    def wait(self) -> None:
        """Wait until a CPU is free, but not for ever.

        Where something else uses the CPUs all the time it waits less and less.
        """
        with self._lock:
            time.sleep(max(0.0, self._last + START - time.monotonic()))
            until = time.monotonic() + self._patience
            while (busy := runnable() > CPUS) and time.monotonic() < until:
                time.sleep(LOOK)
            self._patience = max(LOOK, self._patience / 2) if busy else PATIENCE
            self._last = time.monotonic()


class Machine:
    """Who may run now: as many as there are jobs side by side, or one that measures, alone."""

    def __init__(self, jobs: int = JOBS) -> None:
        self._jobs = jobs
        self._busy = self._measuring = 0  # those that measure or wait for it
        self._alone = False
        self._changed = Condition()
        self.starts = Starts()

    def _has_slot(self, alone: bool, urgent: bool) -> bool:
        if alone:
            return self._busy == 0
        return not (self._alone if urgent else self._measuring) and self._busy < self._jobs

    def enter(self, alone: bool, timeout: float | None = None, urgent: bool = False) -> bool:
        """Wait for a place, ``alone`` or not; False when there is none in ``timeout`` seconds.

        Who is ``urgent`` does not wait for those that wait to be alone.
        """
        with self._changed:
            self._measuring += alone
            entered = self._changed.wait_for(lambda: self._has_slot(alone, urgent), timeout)
            if entered:
                self._busy += 1
                self._alone = alone
            elif alone:
                self._measuring -= 1
                self._changed.notify_all()
            return entered

    def leave(self, alone: bool) -> None:
        """Give back what ``enter`` gave."""
        with self._changed:
            self._busy -= 1
            self._measuring -= alone
            self._alone = False
            self._changed.notify_all()

    @contextmanager
    def slot(self, alone: bool) -> Iterator[None]:
        """Hold a place in a with statement, ``alone`` or not; waits for it."""
        self.enter(alone)
        try:
            if not alone:
                self.starts.wait()
            yield
        finally:
            self.leave(alone)
