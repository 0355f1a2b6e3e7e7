"""Who may run now, on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from livedocs.run import interpreter

JOBS = 6 * interpreter.machine()["cpus"]
"""Runs side by side: most snippets sleep most of the time."""


class Machine:
    """Who may run now: as many as there are jobs side by side, or one that measures, alone."""

    def __init__(self, jobs: int = JOBS) -> None:
        self._jobs = jobs
        self._busy = self._measuring = 0  # those that measure or wait for it
        self._alone = False
        self._changed = Condition()

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
            yield
        finally:
            self.leave(alone)
