import multiprocessing as mp
import subprocess
import sys

import pytest

from snippets.processes import (
    default_start_method,
    fork_with_threads,
    guard_missing,
    not_picklable,
    what_fork_copies,
    what_forkserver_copies,
    what_spawn_copies,
)

# Before, a bug kept it from doing so: https://github.com/python/cpython/issues/126631
SERVER_EXECUTES = (3, 13, 8) <= sys.version_info < (3, 14) or sys.version_info >= (3, 14, 1)


def needs(method):
    there = method in mp.get_all_start_methods()
    return pytest.mark.skipif(not there, reason=f"this system has no {method}")


def times_executed(snippet):
    """How often a run executes its file in the main process, and in others."""
    done = subprocess.run(
        [sys.executable, snippet.__file__], capture_output=True, check=True, text=True, timeout=30
    )
    return tuple(done.stdout.count(f"executed, as {name}") for name in ("__main__", "__mp_main__"))


@pytest.mark.skipif(sys.platform != "linux", reason="about the defaults on Linux")
def test_the_default_on_linux_changed_in_3_14():
    default, others = default_start_method.main()
    assert default == ("forkserver" if sys.version_info >= (3, 14) else "fork")
    assert {default, *others} == {"fork", "forkserver", "spawn"}


@needs("fork")
def test_a_forked_child_has_what_was_changed_before():
    ours, *childrens = what_fork_copies.main()
    assert ours == ["soup", "cake"]
    assert childrens == [ours, ours]


@needs("fork")
def test_a_forked_child_does_not_execute_the_file():
    assert times_executed(what_fork_copies) == (1, 0)


def test_a_spawned_child_has_not_what_was_changed_before():
    ours, *childrens = what_spawn_copies.main()
    assert ours == ["soup", "cake"]
    assert childrens == [["soup"], ["soup"]]


def test_each_spawned_child_executes_the_file():
    assert times_executed(what_spawn_copies) == (1, 2)


@needs("forkserver")
def test_a_child_of_the_fork_server_has_not_what_was_changed_before():
    ours, *childrens = what_forkserver_copies.main()
    assert ours == ["soup", "cake"]
    assert childrens == [["soup"], ["soup"]]


@needs("forkserver")
@pytest.mark.skipif(not SERVER_EXECUTES, reason="here each child executes the file")
def test_the_fork_server_executes_the_file_once():
    assert times_executed(what_forkserver_copies) == (1, 1)


def test_without_the_guard_a_spawned_child_fails():
    lines, error = guard_missing.main()
    assert lines == [
        "executed as __main__",
        "executed as __mp_main__",
        "the child's exit code is 1",
    ]
    assert "before the current process has finished its bootstrapping phase" in error


def test_what_cannot_be_pickled_cannot_be_sent_to_a_spawned_child():
    errors = not_picklable.main()
    assert errors["a function and a list"] is None
    assert errors["a lambda"] is not None
    assert isinstance(errors["a function and a lock"], TypeError)


@needs("fork")
def test_a_lock_of_another_thread_stays_locked_in_a_forked_child():
    got_it, warned = fork_with_threads.main()
    assert got_it is False
    assert bool(warned) == (sys.version_info >= (3, 12))
