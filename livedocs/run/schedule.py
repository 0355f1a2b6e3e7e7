"""Make the runs that pages ask for: at the same time, or alone if they measure or were held up."""

import contextlib
import logging
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition, Lock

from livedocs.record.run import Run
from livedocs.run import cache
from livedocs.run.running import TIMEOUT, run, stop_all
from livedocs.run.slots import JOBS, Slots, is_calm
from livedocs.snippet import Snippet

IN_VAIN = 5
"""After so many runs in a row that were held up even alone, the machine counts as busy."""

Made = tuple[Run, bool]
"""A run, and whether it came from the cache."""


@dataclass(frozen=True)
class Request:
    """A run that a page asks for."""

    snippet: Snippet
    expected_exit: int = 0
    timeout: float = TIMEOUT
    """Seconds."""
    python: str = sys.executable
    mark: str = field(default="", compare=False)
    """The flavour of its interpreter where its fence asks for several; empty for the first one."""
    follow: bool = True
    """Whether to record at which source lines its lanes stand."""

    @property
    def anchor(self) -> str:
        """The id of its panel, and of its row in the report: ``gil-measure_cpu-3.14t``."""
        return f"{self.snippet.anchor}-{self.mark}".rstrip("-")

    @property
    def record(self) -> str:
        """The path of its record on the site: ``runs/gil/measure_cpu.3.14t.json``."""
        return f"runs/{self.snippet.name.removesuffix('.py')}.{self.mark}".rstrip(".") + ".json"

    def as_expected(self, run: Run) -> bool:
        """Whether ``run`` ended as the page says, or is still going on within its limits."""
        return not run.exceeded and run.exit in (None, self.expected_exit)


class Schedule:
    """The runs of one build. Each request runs once, however often it is asked for."""

    def __init__(self, cache_folder: Path | None = cache.FOLDER) -> None:
        self._cache_folder = cache_folder
        self.slots = Slots()
        self._pool = ThreadPoolExecutor(JOBS, thread_name_prefix="run")
        self._lock = Lock()
        self._results: dict[Request, Future[Made]] = {}
        self.ended = 0
        """How many runs have ended, or have been replaced by ``put``."""
        self._news = Condition()
        self.under_way: dict[Request, float] = {}
        """Request → when its run started, by ``time.monotonic()``; only for runs that go on."""
        self.held_up: list[Request] = []
        """Requests whose runs were held up by others and will be made again, alone."""
        self.repeated: dict[Request, float] = {}
        """Request → wall time, in seconds, of the run that was made again, alone."""

    def start(self, requests: Iterable[Request]) -> None:
        """Start the runs of all ``requests``; those in the cache have their result at once.

        Those that measure come first. Those that start processes come last, because there is no CPU
        for each process while pages are rendered.
        """
        new = [request for request in dict.fromkeys(requests) if request not in self._results]
        for request in sorted(
            new, key=lambda one: (not one.snippet.measures, one.snippet.starts_processes)
        ):
            future: Future[Made] = Future()
            self._results[request] = future
            if found := self._load(request):
                future.set_result((found, True))
            else:
                self._submit(request, future, request.snippet.measures)

    def _submit(self, request: Request, future: Future[Made], alone: bool) -> None:
        self._pool.submit(self._fulfil, request, future, alone)
        future.add_done_callback(self._tell)

    def repeat_held_up(self) -> None:
        """After all runs have ended, repeat those that were held up, each alone and once.

        Returns when that is done. The caller must do nothing else meanwhile, or it disturbs them.
        Gives up after IN_VAIN runs in a row that were held up again, because the machine is busy.
        """
        in_vain = 0
        while in_vain < IN_VAIN:
            self.wait(self.requests())
            if not self.held_up:
                return
            request, future = self.held_up.pop(0), Future[Made]()
            self._results[request] = future
            try:
                self._submit(request, future, alone=True)
            except RuntimeError:  # it was stopped
                future.cancel()
                return
            wait([future])
            spoiled = any(run.held_up for run, _ in self.finished([request]).values())
            in_vain = in_vain + 1 if spoiled else 0
        self.held_up.clear()

    def _tell(self, _: object = None) -> None:
        with self._news:
            self.ended += 1
            self._news.notify_all()

    def wait_for_news(self, ended: int, timeout: float) -> None:
        """Return when more than ``ended`` runs have ended, or after ``timeout`` seconds."""
        with self._news:
            self._news.wait_for(lambda: self.ended > ended, timeout)

    def put(self, request: Request, made: Run) -> None:
        """Use the run ``made`` as the result of ``request`` from now on, and store it."""
        self.keep(request, made)
        future: Future[Made] = Future()
        future.set_result((made, False))
        self._results[request] = future
        self._forget_held_up(request)
        self._tell()

    def keep_only(self, requests: Iterable[Request]) -> None:
        """Forget all other requests than ``requests``, and end their runs."""
        for request in self._results.keys() - set(requests):
            self._results.pop(request).cancel()
            self._forget_held_up(request)
            if request in self.under_way:
                stop_all(request.snippet)

    def _forget_held_up(self, request: Request) -> None:
        with contextlib.suppress(ValueError):
            self.held_up.remove(request)

    def wait_for_measures(self) -> None:
        """Return when all runs that measure have ended."""
        results = list(self._results.items())
        wait([future for request, future in results if request.snippet.measures])

    def result(self, request: Request) -> Made:
        """Wait for the run of ``request`` and return it.

        Raises RunError if no record could be made.
        """
        self.start([request])
        return self._results[request].result()

    def wait(self, requests: Iterable[Request]) -> None:
        """Return when the runs of those of ``requests`` that were started have ended."""
        wait([self._results[request] for request in requests if request in self._results])

    def requests(self) -> list[Request]:
        """All requests that were started, in that order."""
        return list(self._results)

    def is_done(self, request: Request) -> bool:
        """Whether the run of ``request`` has ended."""
        return request in self._results and self._results[request].done()

    def finished(self, requests: Iterable[Request]) -> dict[Request, Made]:
        """The results of those of ``requests`` whose runs have ended with a record."""
        ended = {request: self._results[request] for request in requests if self.is_done(request)}
        return {
            request: future.result() for request, future in ended.items() if not future.exception()
        }

    def stop(self) -> None:
        """Start no more runs, and end those that are going on."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for future in self._results.values():
            future.cancel()  # stops only runs that have not begun
        stop_all()
        while not all(future.done() for future in self._results.values()):
            stop_all()  # again and again: a run may have been about to start
            time.sleep(0.02)

    def keep(self, request: Request, made: Run) -> None:
        """Store the run ``made`` if it is as expected; if that fails, warn and store no more."""
        if not request.as_expected(made):
            return
        with self._lock:
            if self._cache_folder is None:
                return
            try:
                parts = request.snippet, request.timeout, request.python
                cache.store(made, *parts, folder=self._cache_folder)
            except OSError as error:
                self._cache_folder = None
                logging.getLogger("livedocs").warning("The runs are not kept: %s", error)

    def _load(self, request: Request) -> Run | None:
        parts = request.snippet, request.timeout, request.python
        try:
            hash(request.snippet.source)  # reads the source: after an edit it is another snippet
            if self._cache_folder is None:
                return None
            found = cache.load(*parts, folder=self._cache_folder)
        except (OSError, ValueError, subprocess.SubprocessError):  # no such snippet or interpreter
            return None
        if found and (found.unfollowed == "off") == request.follow:
            return None
        # A run that was held up is made again, but only on a calm machine: else that is in vain.
        return None if found and found.held_up and is_calm() else found

    def _fulfil(self, request: Request, future: Future[Made], alone: bool) -> None:
        with self.slots.slot(alone):
            if not future.set_running_or_notify_cancel():
                return
            self.under_way[request] = time.monotonic()
            try:
                made = run(request.snippet, request.timeout, request.python, follow=request.follow)
                made = replace(made, alone=alone)
                self.keep(request, made)
                if alone and not request.snippet.measures:
                    self.repeated[request] = made.wall
                elif made.held_up and not alone and self._results.get(request) is future:
                    self.held_up.append(request)
                future.set_result((made, False))
            except BaseException as error:
                future.set_exception(error)
            finally:
                del self.under_way[request]
