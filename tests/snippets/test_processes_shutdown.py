import signal
import sys

import pytest

from snippets.processes import (
    interrupt_reaches_all,
    sigterm_handled,
    sigterm_unhandled,
    stop_in_order,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


@pytest.fixture
def ctrl_c():
    """A shell's background job ignores Ctrl-C, and so would all processes that the tests start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_every_process_is_interrupted(capfd):
    assert interrupt_reaches_all.main() == [0, 0]
    output = capfd.readouterr().out
    assert all(f"{name} is interrupted" in output for name in ("main", "Ann", "Bo"))


def test_what_a_process_has_started_survives_it():
    assert sigterm_unhandled.main() == (-signal.SIGTERM, "I am still at work")


def test_a_process_that_exits_ends_its_daemons():
    exit_code, answer = sigterm_handled.main()
    assert exit_code == 0
    assert "ended" in answer


def test_only_a_worker_that_hangs_is_terminated():
    assert stop_in_order.main() == {"Ann": 0, "Bo": 0, "Cy": -signal.SIGTERM}
