import multiprocessing as mp
import subprocess
import sys

import pytest

from snippets.processes import (
    daemon_beside_child,
    daemon_ends_with_main,
    daemon_has_no_children,
    daemon_while_main_works,
)


@pytest.fixture
def switch_off():
    """End the daemons that main() leaves to the end of this process."""
    yield
    for child in mp.active_children():
        child.terminate()
        child.join()


def run(snippet):
    """What a whole run prints, until the last process has closed its stdout."""
    command = [sys.executable, "-u", snippet.__file__]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=30).stdout


def test_a_daemon_outlives_the_main_function(switch_off):
    assert daemon_ends_with_main.main() is True


def test_a_daemon_ends_with_the_main_process_without_its_finally():
    printed = run(daemon_ends_with_main)
    assert "the radio plays" in printed
    assert "the radio says goodbye" not in printed


def test_a_daemon_runs_while_the_main_process_waits_for_another(switch_off):
    assert daemon_while_main_works.main() is True


def test_a_daemon_ends_with_the_main_code_although_a_child_works_on():
    _, main_code_ended, afterwards = run(daemon_beside_child).partition("the main code ends")
    assert main_code_ended
    assert afterwards.count("the radio plays") < 3
    assert "the radio plays" not in afterwards.partition("Ann is done")[2]
    assert "Ann is done" in afterwards


def test_only_a_child_that_is_no_daemon_can_have_children():
    assert daemon_has_no_children.main() == {"Ann": True, "the daemon": False}
