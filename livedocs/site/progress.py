"""Show how many runs of a build are done.

It begins and ends with log lines. Between them, a terminal shows one line that is updated all the
time; elsewhere, and in CI, there is a log line every ten seconds.
"""

import logging
import os
import sys
import threading
import time
from typing import TextIO

from livedocs.run.schedule import Request, Schedule

log = logging.getLogger("mkdocs.livedocs")

TICK = 0.25
"""Seconds between two updates on a terminal."""
PAUSE = 10.0
"""Seconds between two log lines elsewhere."""
_CLEAR = "\r\x1b[K"


def is_terminal(stream: TextIO) -> bool:
    """Whether a line on ``stream`` can be overwritten."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def name(request: Request) -> str:
    """The name of a request for a reader: its snippet, and its interpreter if there are several."""
    return f"{request.snippet.name} {request.mark}".rstrip()


class Progress:
    """Shows the progress of the runs of ``schedule``, from ``start`` to ``finish`` or ``stop``."""

    def __init__(self, schedule: Schedule, stream: TextIO | None = None) -> None:
        self.schedule = schedule
        self.stream = stream or sys.stderr
        self.at_terminal = is_terminal(self.stream)
        self.thread: threading.Thread | None = None
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.logged = 0.0
        self.handlers: list[logging.Handler] = []

    def start(self) -> None:
        """Log how many runs there are, and show their progress from now on. Silent with ``-q``."""
        if self.thread or not log.isEnabledFor(logging.INFO):
            return
        requests = self.schedule.requests()
        cached = sum(cached for _, cached in self.schedule.finished(requests).values())
        log.info("Runs: %d from the cache, %d to make", cached, len(requests) - cached)
        if self.at_terminal:
            # Log lines need an empty line; logging.lastResort writes those without a handler.
            last_resort = [logging.lastResort] if logging.lastResort else []
            self.handlers = [*logging.getLogger("mkdocs").handlers, *last_resort]
            for handler in self.handlers:
                handler.addFilter(self.make_way)
        self.thread = threading.Thread(target=self.follow, name="progress", daemon=True)
        self.thread.start()

    def finish(self) -> None:
        """Stop, and log how many runs were made, and whether the machine was too busy for them."""
        told = self.stop()
        made = {
            request: run
            for request, (run, cached) in self.schedule.finished(self.schedule.requests()).items()
            if not cached
        }
        if held_up := sum(run.held_up for run in made.values()):
            # Not through MkDocs' logger, or a strict build would fail.
            logging.getLogger("livedocs").warning(
                "This machine is busy: %d of %d runs were held up by other programs. Their panels"
                " say so.",
                held_up,
                len(made),
            )
        if told and made:
            longest = max(made, key=lambda request: made[request].wall)
            log.info(
                "Runs: %d made, %.1f s in all; the longest: %s, %.1f s",
                len(made),
                sum(run.wall for run in made.values()),
                name(longest),
                made[longest].wall,
            )
            if again := self.schedule.repeated:
                seconds = sum(again.values())
                log.info("Runs: %d held up and made again, alone, %.1f s", len(again), seconds)

    def stop(self) -> bool:
        """Write nothing more, and leave the line empty; returns False if it was not started."""
        if self.thread is None or self.over.is_set():
            return False
        self.over.set()
        self.thread.join()
        for handler in self.handlers:
            handler.removeFilter(self.make_way)
        return True

    def make_way(self, record: logging.LogRecord) -> bool:
        """A logging filter: clear the line, and hold updates back while ``record`` is written."""
        with self.lock:
            self.logged = time.monotonic()
            self.write("")
        return True

    def follow(self) -> None:
        """Show the progress until ``stop``; the body of the thread."""
        while not self.over.wait(TICK if self.at_terminal else PAUSE):
            if not self.at_terminal:
                if line := self.line():
                    log.info("Runs: %s", line)
            else:
                with self.lock:
                    if time.monotonic() > self.logged + TICK:
                        self.write(self.line())
        if self.at_terminal:
            self.write("")

    def line(self) -> str:
        """The progress in one line; empty if all runs have ended."""
        requests = self.schedule.requests()
        running = {
            request: started
            for request, started in self.schedule.under_way.copy().items()
            if not self.schedule.is_done(request)
        }
        left = sum(not self.schedule.is_done(request) for request in requests)
        if not left:
            return ""
        done = sum(not cached for _, cached in self.schedule.finished(requests).values())
        line = f"{done} done, {len(running)} running, {max(left - len(running), 0)} waiting"
        if held_up := len(self.schedule.held_up):
            line += f", {held_up} to be made again"
        if running:
            slowest = min(running, key=running.__getitem__)
            seconds = time.monotonic() - running[slowest]
            line += f"; the slowest: {name(slowest)}, {seconds:.0f} s"
        return line

    def write(self, line: str) -> None:
        """Replace the terminal's line by as much of ``line`` as fits."""
        try:
            columns = os.get_terminal_size(self.stream.fileno()).columns or 80
            self.stream.write(_CLEAR + line[: columns - 1])
            self.stream.flush()
        except OSError:  # the terminal has gone
            self.at_terminal = False
