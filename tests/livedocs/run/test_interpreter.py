import json
import os
import sys

import pytest

from livedocs.run import interpreter
from livedocs.run.interpreter import Interpreter, available, choose, describe

scripts = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def made_up(version, free_threaded=False, path="python"):
    return Interpreter(path, "CPython", version, version, free_threaded, "spawn")


@pytest.fixture
def stand_in(tmp_path):
    """Make a program that says that it is a certain Python."""

    def make(name, version, free_threaded=False):
        path = tmp_path / name
        told = {
            "path": str(path),
            "name": "CPython",
            "version": version,
            "build": version,
            "free_threaded": free_threaded,
            "start_method": "spawn",
        }
        path.write_text(f"#!/bin/sh\necho '{json.dumps(told)}'\n")
        path.chmod(0o755)
        return path

    return make


@pytest.fixture
def listed(monkeypatch):
    """Let the machine have these interpreters, and the one that runs this."""
    monkeypatch.setenv("PATH", "")
    interpreter.available.cache_clear()
    yield lambda *paths: monkeypatch.setenv("LIVEDOCS_PYTHONS", os.pathsep.join(map(str, paths)))
    interpreter.available.cache_clear()


def test_this_interpreter_describes_itself():
    about = describe(sys.executable)
    assert about.version == sys.version.split()[0]
    assert about.build == sys.version


@pytest.mark.parametrize(
    ("about", "flavour", "text"),
    [
        (made_up("3.11.7"), "3.11", "CPython 3.11.7"),
        (made_up("3.14.0", free_threaded=True), "3.14t", "CPython 3.14.0 free-threaded"),
        (made_up("3.15.0rc1"), "3.15", "CPython 3.15.0rc1"),
    ],
)
def test_an_interpreter_has_a_flavour_and_a_name(about, flavour, text):
    assert (about.flavour, str(about)) == (flavour, text)


def test_versions_are_in_the_order_of_their_numbers():
    versions = [("3.14.0", True), ("3.9", False), ("3.14.0", False), ("3.10.1", False)]
    made = sorted([made_up(*version) for version in versions], key=lambda about: about.order)
    assert [about.flavour for about in made] == ["3.9", "3.10", "3.14", "3.14t"]


@scripts
@pytest.mark.parametrize("script", ["exit 1", "exit 0", "echo hello", "echo '{}'", "echo '[]'"])
def test_what_is_no_python_is_an_error(tmp_path, script):
    path = tmp_path / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    with pytest.raises((OSError, ValueError)):
        describe(path)


def test_what_is_not_there_is_an_error(tmp_path):
    with pytest.raises(OSError):
        describe(tmp_path / "python")


def test_this_interpreter_is_available(listed):
    listed()
    assert available() == [describe(sys.executable)]


@scripts
def test_the_interpreters_that_are_listed_are_available(listed, stand_in):
    listed(stand_in("b", "3.98.0", free_threaded=True), stand_in("a", "3.98.1"))
    assert [about.flavour for about in available()][1:] == ["3.98", "3.98t"]


@scripts
def test_interpreters_in_the_path_are_available(listed, stand_in, monkeypatch):
    path = stand_in("python3.19", "3.19.0")
    monkeypatch.setenv("PATH", str(path.parent))
    assert [about.path for about in available()][1:] == [str(path)]


@scripts
def test_the_first_of_a_flavour_is_taken(listed, stand_in):
    listed(stand_in("a", "3.98.1"), stand_in("b", "3.98.2"))
    assert [about.version for about in available()][1:] == ["3.98.1"]


@scripts
def test_what_does_not_run_and_what_is_too_old_is_not_available(listed, stand_in, tmp_path):
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'not installed' >&2\nexit 127\n")
    broken.chmod(0o755)
    listed(broken, tmp_path / "none", stand_in("old", "3.10.13"), stand_in("new", "3.98.0"))
    assert [about.flavour for about in available()][1:] == ["3.98"]


@scripts
@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [("3.97", "3.97.0"), ("3.98", "3.99.0"), ("3.97t", "3.98.0"), ("3.99t", None), ("4.0", None)],
)
def test_the_oldest_that_will_do_is_chosen(listed, stand_in, wanted, chosen):
    listed(
        stand_in("c", "3.99.0"),
        stand_in("a", "3.97.0"),
        stand_in("b", "3.98.0", free_threaded=True),
    )
    assert getattr(choose(wanted), "version", None) == chosen


@scripts
def test_this_interpreter_is_chosen_where_it_will_do(listed, stand_in):
    listed(stand_in("a", "3.11.0"))
    own = describe(sys.executable)
    if own.free_threaded:
        pytest.skip("asks for one with a GIL")
    assert choose("3.11") == own


@pytest.mark.parametrize("wanted", ["new", "3", "3.x", "", "3.14.1", "t"])
def test_what_is_no_version_is_an_error(wanted):
    with pytest.raises(ValueError):
        choose(wanted)
