"""What the tests of the machinery share: real runs, made-up records, and waiting."""

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import settings

from livedocs.record.run import Lane, Line, Run, Stretch
from livedocs.run import supervisors
from livedocs.run.running import run
from livedocs.run.schedule import Schedule
from livedocs.snippet import Snippet

# The same examples every time, however slow the machine is: what fails once fails always.
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=200)
settings.load_profile("steady")

SOON = 20
"""Seconds: far more than any bad program needs until it is ended, far less than one that hangs."""


@pytest.fixture
def write_snippet(tmp_path):
    """Write a program into a folder of this test; returns its Snippet."""

    def write(source, name="program.py"):
        path = tmp_path / "snippets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(source).lstrip("\n"), "utf-8")
        return Snippet(name, path)

    return write


@pytest.fixture
def run_program(write_snippet):
    """Run a program for real; returns its Run."""

    def run_it(source, name="program.py", **options):
        return run(write_snippet(source, name), **options)

    return run_it


@pytest.fixture
def schedule():
    """A Schedule that keeps nothing."""
    made = Schedule(cache_folder=None)
    yield made
    made.stop()


@pytest.fixture
def wait_until():
    """Wait for a condition, and fail when it does not come true."""

    def wait(condition, timeout=10):
        deadline = time.monotonic() + timeout
        while not condition():
            assert time.monotonic() < deadline, f"not so within {timeout} s"
            time.sleep(0.02)

    return wait


@pytest.fixture
def left_running(monkeypatch, temporary):
    """Ask for the PIDs of all processes that came from this test and are alive (Linux).

    A run does not have the variables of its builder, but one for its own temporary folder.
    """
    mark = f"LIVEDOCS_TEST={os.getpid()}.{time.monotonic_ns()}"
    monkeypatch.setenv(*mark.split("="))
    supervisors.server.address()  # it has a folder that stays
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def of_a_run(variable):
        return variable.startswith(f"TMPDIR={temporary.resolve()}{os.sep}".encode())

    def pids():
        found, server = [], supervisors.server.process  # which lives as long as the tests
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                environ = (folder / "environ").read_bytes().split(b"\0")
                marked = mark.encode() in environ or any(map(of_a_run, environ))
                state = (folder / "stat").read_text("utf-8", "replace").rpartition(") ")[2][0]
            except OSError:  # it has ended meanwhile
                continue
            if marked and state != "Z" and not (server and server.pid == int(folder.name)):
                found.append(int(folder.name))
        return found

    return pids


@pytest.fixture
def temporary():
    """A folder whose name is short: ``tmp_path`` is too long for a socket some folders below."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def survive(run_program, left_running, wait_until, temporary):
    """Run a program; make sure that its run ended soon, left no process and no folder behind."""

    def run_it(source, **options):
        start = time.monotonic()
        try:
            return run_program(source, **options)
        finally:
            assert time.monotonic() - start < SOON
            wait_until(lambda: not left_running())
            assert list(temporary.glob("run-*")) == []

    return run_it


@pytest.fixture
def make_lane():
    """A Lane, a process unless told otherwise."""

    def make(**changes):
        fields = {
            "kind": "process",
            "name": "MainProcess",
            "pid": 100,
            "parent": None,
            "daemon": False,
            "start": 0.0,
            "end": 1.0,
            "ending": 0,
        }
        return Lane(**fields | changes)

    return make


@pytest.fixture
def make_line():
    """A Line of the first lane, on stdout, unless told otherwise."""

    def make(text="hello", **changes):
        return Line(**{"at": 0.5, "lane": 0, "stream": "stdout", "text": text} | changes)

    return make


@pytest.fixture
def make_stretch():
    """A Stretch of half a second of the first lane, without CPU time unless told otherwise."""

    def make(**changes):
        fields = {"lane": 0, "start": 0.0, "end": 0.5, "line": 1, "cpu": 0.0, "fast": False}
        return Stretch(**fields | changes)

    return make


@pytest.fixture
def make_run(make_lane, make_line):
    """A Run of one process that printed one line, unless told otherwise."""

    def make(**changes):
        fields = {
            "snippet": "processes/x.py",
            "started": "2026-01-02T03:04:05+00:00",
            "python": "CPython 3.11.7",
            "system": "Linux x86_64",
            "cpus": 2,
            "exit": 0,
            "wall": 1.0,
            "exceeded": "",
            "left_behind": (),
            "cpu": 0.25,
            "peak_memory": 12_000_000,
            "start_methods": (),
            "lanes": (make_lane(),),
            "lines": (make_line(),),
            "cut_lines": 0,
            "cut_bytes": 0,
        }
        return Run(**fields | changes)

    return make


class Html(HTMLParser):
    """The elements of some HTML, which must be balanced: each has tag, attributes and text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.text = [], [], ""
        self.feed(str(text))  # Markup would escape what is added to it
        self.close()
        assert self.open == [], "not closed"

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice"
        self.elements.append({"tag": tag, "text": "", **dict(attrs)})
        if tag not in ("input", "wbr"):  # the only void elements that there are
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()["tag"] == tag, f"</{tag}> closes another element"

    def handle_data(self, data):
        self.text += data
        for element in self.open:
            element["text"] += data

    def all(self, tag, name=""):
        """All elements with that tag and, where given, that class."""
        return [
            element
            for element in self.elements
            if element["tag"] == tag and (not name or name in element.get("class", "").split())
        ]

    def one(self, tag, name=""):
        (found,) = self.all(tag, name)
        return found


@pytest.fixture(scope="session")
def parse():
    """Parse HTML; fails where its tags are not balanced."""
    return Html


@pytest.fixture(scope="session")
def newer_python():
    """A Python that has eager tasks (3.12): this one, or another of this machine."""
    if sys.version_info >= (3, 12):
        return sys.executable
    others = Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python")
    for python in ["python3.14", "python3.13", "python3.12", *sorted(others, reverse=True)]:
        found = shutil.which(python)
        if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
            return str(found)
    pytest.skip("needs Python 3.12 or later")
