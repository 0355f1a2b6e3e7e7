import subprocess
import sys

from snippets.threads import daemon_beside_thread, daemon_stops_abruptly


def output_of(snippet):
    """What it prints as a program of its own: here the main thread does not end."""
    run = subprocess.run(
        [sys.executable, snippet.__file__], capture_output=True, text=True, check=True, timeout=30
    )
    assert run.stderr == ""
    return run.stdout.strip()


def test_a_daemon_outlives_the_main_thread_but_not_the_last_other_one():
    output = output_of(daemon_beside_thread)
    _, _, afterwards = output.partition("the main thread has nothing more to do")
    assert "the daemon has seen the main thread end" in afterwards
    assert afterwards.endswith("Ann leaves")
    assert "the daemon leaves" not in output


def test_a_daemon_is_stopped_without_its_finally():
    output = output_of(daemon_stops_abruptly)
    assert output.startswith("the daemon works")
    assert "tidies up" not in output
