"""Run a snippet: start its supervisor, and read the records that it sends."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from livedocs.record.run import Run
from livedocs.run import interpreter, supervisors
from livedocs.run.folder import RunFolder
from livedocs.run.limits import LIMITS, Limits
from livedocs.run.process_tree import kill_marked
from livedocs.snippet import Snippet

TIMEOUT = 60.0
"""Seconds that a snippet may run, unless its fence says otherwise."""


class RunError(Exception):
    """The supervisor itself failed, or was told to stop."""


class SupervisorKilledError(RunError):
    """The supervisor was killed, most likely by the snippet."""


_running: set["Running"] = set()


def stop_all(snippet: Snippet | None = None) -> None:
    """End all runs that are going on, or only those of ``snippet``; each then raises RunError."""
    for running in list(_running):
        if snippet in (None, running.snippet):
            running.stop()


class Running:
    """A run that is going on."""

    def __init__(
        self,
        snippet: Snippet,
        timeout: float = TIMEOUT,
        python: str = sys.executable,
        start_method: str = "",
        live: bool = False,
        limits: Limits = LIMITS,
        follow: bool = True,
    ) -> None:
        """Start ``snippet`` with the interpreter at ``python``; see ``supervise.supervise``.

        With ``live``, ``records`` also gives the run while it goes on. Without ``follow``, the
        source lines at which lanes stand are not recorded.
        """
        self.snippet, self.python = snippet, python
        self.stopped = False
        self.folder = RunFolder.new()
        self.started = datetime.now(UTC)
        instructions = {
            "python": python,
            "script": str(snippet.path.resolve()),
            "folder": str(self.folder.path),
            "timeout": timeout,
            "limits": asdict(limits),
            "unfollowed": "measures" if snippet.measures else "" if follow else "off",
            "start_method": start_method,
            "live": live,
            "environ": dict(os.environ),
        }
        self.supervisor = supervisors.start(instructions)
        _running.add(self)

    def stop(self) -> None:
        """End all its processes."""
        self.stopped = True
        self.supervisor.stop()

    def records(self) -> Iterator[Run | None]:
        """The Run when it has ended; before that, if ``live``, now and then the Run so far.

        A Run that is still going on has no ``exit``. None means that nothing has happened since the
        last Run. Raises RunError if no record could be made.
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
            self.folder.remove()  # if its supervisor could not

    def _lost(self) -> RunError:
        """The RunError that says why there is no record."""
        if self.stopped:
            return RunError(f"{self.snippet.name} could not be run: it was stopped")
        kill_marked(f"TMPDIR={self.folder.temporary}")
        return SupervisorKilledError(
            f"{self.snippet.name} could not be run: its supervisor was killed"
        )

    def _record(self, answer: str) -> Run:
        fields = json.loads(answer)
        return Run.from_fields(
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
    follow: bool = True,
) -> Run:
    """Run ``snippet`` with the interpreter at ``python`` and return its Run, however it ended.

    Ends all its processes after ``timeout`` seconds, or when it exceeds its ``limits``. ``follow``
    is as for Running. Raises RunError if no record could be made.
    """
    records = Running(snippet, timeout, python, limits=limits, follow=follow).records()
    return [made for made in records if made][-1]
