"""Each interpreter gets an environment, once, with what installs there."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from livedocs.run import interpreter
from livedocs.snippet import find_all
from livedocs.trials import venvs

OWN = interpreter.describe(sys.executable)


@pytest.fixture
def pip(monkeypatch):
    """Stands for all commands: notes them, and answers as the test wants."""
    told = SimpleNamespace(commands=[], fails={})

    def run(command):
        told.commands.append(command)
        if "venv" in command:
            made = Path(command[-1])
            made.mkdir(parents=True, exist_ok=True)
        for part, output in told.fails.items():
            if any(part in argument for argument in command):
                return subprocess.CompletedProcess(command, 1, output)
        return subprocess.CompletedProcess(command, 0, "")

    monkeypatch.setattr(venvs, "_run", run)
    return told


def test_libraries_are_what_is_not_of_the_standard_library():
    source = (
        "import os, gevent.monkey\nfrom concurrent.futures import wait\nfrom aiohttp import web"
    )
    assert venvs.libraries(source) == {"gevent", "aiohttp"}


def test_each_library_of_the_snippets_is_pinned():
    used = set().union(*(venvs.libraries(snippet.source) for snippet in find_all()))
    assert used
    assert used | {"pytest"} <= venvs.pins().keys()


def test_pins_are_read_with_hashes_extras_and_markers(tmp_path, monkeypatch):
    files = tmp_path / "requirements.txt", tmp_path / "requirements-dev.txt"
    files[0].write_text("# a==1\n-r x\nb==1.2 \\\n    --hash=sha256:00\n")
    files[1].write_text("c[all]==3 ; python_version>'3'\n")
    monkeypatch.setattr(venvs, "PINNED_IN", files)
    assert venvs.pins() == {"b": "1.2", "c": "3"}


def test_an_environment_is_made_once(pip, tmp_path):
    first = venvs.prepare(OWN, {"gevent", "pytest"}, tmp_path)
    made = len(pip.commands)
    assert first.packages == {name: venvs.pins()[name] for name in ("gevent", "pytest")}
    assert venvs.prepare(OWN, {"gevent", "pytest"}, tmp_path) == first
    assert len(pip.commands) == made


def test_it_is_made_again_when_what_is_pinned_changes(pip, tmp_path, monkeypatch):
    venvs.prepare(OWN, {"pytest"}, tmp_path)
    made = len(pip.commands)
    monkeypatch.setattr(venvs, "pins", lambda: {"pytest": "1.0"})
    assert venvs.prepare(OWN, {"pytest"}, tmp_path).packages == {"pytest": "1.0"}
    assert len(pip.commands) > made


def test_what_has_no_wheel_is_left_out(pip, tmp_path):
    pip.fails["gevent=="] = "ERROR: No matching distribution found for gevent"
    assert venvs.prepare(OWN, {"gevent", "pytest"}, tmp_path).packages["gevent"] is None
    assert venvs.prepare(OWN, {"gevent", "pytest"}, tmp_path).packages["pytest"]


def test_another_failure_is_an_error_and_nothing_is_kept(pip, tmp_path):
    pip.fails["gevent=="] = "no network"
    with pytest.raises(RuntimeError, match="gevent could not be installed:\nno network"):
        venvs.prepare(OWN, {"gevent"}, tmp_path)
    pip.fails.clear()
    assert venvs.prepare(OWN, {"gevent"}, tmp_path).packages["gevent"]


def test_where_what_it_needs_has_no_such_wheel_any_other_will_do(pip, tmp_path):
    pip.fails["--constraint"] = "ERROR: ResolutionImpossible"
    assert venvs.prepare(OWN, {"gevent"}, tmp_path).packages["gevent"] == venvs.pins()["gevent"]


def test_without_ensurepip_the_interpreters_own_pip_is_used(pip, tmp_path, monkeypatch):
    answer = venvs._run

    def run(command):
        done = answer(command)
        if command[1:3] == ["-m", "venv"] and "--without-pip" not in command:
            done.returncode = 1
        return done

    monkeypatch.setattr(venvs, "_run", run)
    venvs.prepare(OWN, {"pytest"}, tmp_path)
    install = pip.commands[-1]
    assert install[:4] == [OWN.path, "-m", "pip", "--python"]


def test_a_python_that_makes_no_environment_is_an_error(pip, tmp_path):
    pip.fails["venv"] = "no such module"
    with pytest.raises(RuntimeError, match="makes no virtual environment:\nno such module"):
        venvs.prepare(OWN, {"pytest"}, tmp_path)
