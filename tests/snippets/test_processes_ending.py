import signal
import sys

from snippets.processes import exit_codes, terminate, terminate_and_kill


def test_terminate_ends_the_child_without_its_finally(capfd):
    states = terminate.main()
    assert states["made"] == (False, None)
    assert states["started"] == (True, None)
    assert states["joined"] == (False, -signal.SIGTERM)
    assert "tidies up" not in capfd.readouterr().out


def test_a_handler_survives_terminate_but_not_kill():
    after_terminate, after_kill = terminate_and_kill.main()
    assert after_terminate is None
    assert after_kill == -getattr(signal, "SIGKILL", signal.SIGTERM)


def test_each_way_to_end_has_its_exit_code():
    codes = exit_codes.main()
    assert codes["return_normally"] == 0
    assert codes["exit_with_three"] == 3
    assert codes["raise_an_error"] == 1
    assert codes["kill_itself"] == (15 if sys.platform == "win32" else -signal.SIGKILL)
