"""Slots for runs: how many may go on at the same time, and when each may start."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Lock

from livedocs.run import interpreter

CPUS = interpreter.machine()["cpus"]
JOBS = 6 * CPUS
"""How many runs may go on at the same time. Most snippets sleep most of the time."""
LOOK = 0.01
"""Seconds between two checks whether a CPU is free."""
START = 0.02
"""The shortest time between two starts, in seconds: by then the first one is seen to use a CPU."""
PATIENCE = 1.0
"""The longest time that a run waits for a free CPU, in seconds."""


def is_calm() -> bool:
    """Whether half of the CPUs were free in the last minute; True if the system does not tell."""
    return not hasattr(os, "getloadavg") or os.getloadavg()[0] < CPUS / 2


def runnable() -> int:
    """The number of threads of all programs that run or are ready to run (proc_loadavg(5)).

    This thread is one of them. Returns 0 if the system does not tell.
    """
    try:
        return int(Path("/proc/loadavg").read_text("ascii").split()[3].partition("/")[0])
    except OSError:
        return 0


class Starts:
    """Starts runs one after another, each when a CPU is free.

    Python needs a CPU to start and to import modules. After that most snippets wait.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0.0
        self._patience = PATIENCE

    def wait(self) -> None:
        """Wait until a CPU is free, for at most PATIENCE seconds.

        While other programs keep all CPUs busy, each call waits half as long as the last one.
        """
        with self._lock:
            time.sleep(max(0.0, self._last + START - time.monotonic()))
            until = time.monotonic() + self._patience
            while (busy := runnable() > CPUS) and time.monotonic() < until:
                time.sleep(LOOK)
            self._patience = max(LOOK, self._patience / 2) if busy else PATIENCE
            self._last = time.monotonic()


class Slots:
    """A lock that lets in ``jobs`` runs at the same time, or a single one that has to be alone."""

    def __init__(self, jobs: int = JOBS) -> None:
        self._jobs = jobs
        self._busy = 0
        self._measuring = 0  # runs that are alone, or wait to be alone
        self._alone = False
        self._changed = Condition()
        self.starts = Starts()

    def _has_slot(self, alone: bool, urgent: bool) -> bool:
        if alone:
            return self._busy == 0
        return not (self._alone if urgent else self._measuring) and self._busy < self._jobs

    def acquire(self, alone: bool, timeout: float | None = None, urgent: bool = False) -> bool:
        """Wait for a slot; ``alone`` waits until no other slot is taken, and lets no other in.

        Returns False if there was none within ``timeout`` seconds. An ``urgent`` call goes before
        those that wait to be alone.
        """
        with self._changed:
            self._measuring += alone
            acquired = self._changed.wait_for(lambda: self._has_slot(alone, urgent), timeout)
            if acquired:
                self._busy += 1
                self._alone = alone
            elif alone:
                self._measuring -= 1
                self._changed.notify_all()
            return acquired

    def release(self, alone: bool) -> None:
        """Return a slot; ``alone`` as it was for ``acquire``."""
        with self._changed:
            self._busy -= 1
            self._measuring -= alone
            self._alone = False
            self._changed.notify_all()

    @contextmanager
    def slot(self, alone: bool) -> Iterator[None]:
        """A context manager that waits for a slot and holds it; ``alone`` as for ``acquire``."""
        self.acquire(alone)
        try:
            if not alone:
                self.starts.wait()
            yield
        finally:
            self.release(alone)
