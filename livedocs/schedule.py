"""Run what the pages ask for: side by side, but alone what measures time."""

import logging
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from livedocs import cache, interpreter
from livedocs.run import TIMEOUT, Run, run, stop_all
from livedocs.snippet import Snippet
from livedocs.timeline import signal_name

JOBS = 4 * interpreter.machine()["cpus"]
"""Runs side by side: most snippets sleep most of the time."""


@dataclass(frozen=True)
class Request:
    """What a page asks for."""

    snippet: Snippet
    expected_exit: int = 0
    timeout: float = TIMEOUT
    """Seconds."""
    python: str = sys.executable
    mark: str = field(default="", compare=False)
    """What tells it from the others of its fence: its interpreter, but for the first one."""

    @property
    def anchor(self):
        """The id of its panel, and of its row in the report: ``gil-measure_cpu-3.14t``."""
        return f"{self.snippet.anchor}-{self.mark}".rstrip("-")

    @property
    def record(self):
        """Where the site has the record of its run: ``runs/gil/measure_cpu.3.14t.json``."""
        return f"runs/{self.snippet.name.removesuffix('.py')}.{self.mark}".rstrip(".") + ".json"

    def problem(self, made: Run):
        """What is wrong with the run that was ``made``, in a few words; None when nothing is."""
        if made.timed_out:
            return f"did not end within {self.timeout:g} s and was killed"
        if made.exit < 0 and made.exit != self.expected_exit:
            return f"was killed by {signal_name(-made.exit)}, expected exit {self.expected_exit}"
        if made.exit != self.expected_exit:
            return f"exited with {made.exit}, expected {self.expected_exit}"
        return None


class Schedule:
    """The runs of one build. Each request runs once, however often it is asked for."""

    def __init__(self, cache_folder=cache.FOLDER):
        self._cache_folder = cache_folder
        self._pool = ThreadPoolExecutor(JOBS, thread_name_prefix="run")
        self._lock = Lock()
        self._results = {}  # Request → Future of (Run, cached)

    def start(self, requests):
        """Start all ``requests``; returns when those that measure are done, the first of all."""
        new = [request for request in dict.fromkeys(requests) if request not in self._results]
        for request in sorted(new, key=lambda request: not request.snippet.measures):
            if request.snippet.measures:
                for earlier in self._results.values():
                    earlier.exception()
            self._results[request] = self._pool.submit(self._obtain, request)
            if request.snippet.measures:
                self._results[request].exception()

    def result(self, request) -> tuple[Run, bool]:
        """The run of ``request``, waited for, and whether it came from the cache.

        Raises RunError when no record could be made.
        """
        self.start([request])
        return self._results[request].result()

    def finished(self):
        """Request → (Run, cached) of all that was started, waited for, where a record was made."""
        results = list(self._results.items())
        return {
            request: future.result() for request, future in results if future.exception() is None
        }

    def stop(self):
        """Start nothing more, and end what runs."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        while not all(future.done() for future in self._results.values()):
            stop_all()  # again and again: a run may have been about to start
            time.sleep(0.02)

    def _keep(self, made, *parts):
        if self._cache_folder is None:
            return
        try:
            cache.store(made, *parts, folder=self._cache_folder)
        except OSError as error:
            self._cache_folder = None
            logging.getLogger("livedocs").warning("The runs are not kept: %s", error)

    def _obtain(self, request):
        parts = request.snippet, request.timeout, request.python
        if self._cache_folder and (found := cache.load(*parts, folder=self._cache_folder)):
            return found, True
        made = run(*parts)
        if request.problem(made) is None:
            with self._lock:
                self._keep(made, *parts)
        return made, False
