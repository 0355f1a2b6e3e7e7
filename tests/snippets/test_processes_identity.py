import os

from snippets.processes import name_and_pid


def test_children_know_their_names_pids_and_parent():
    started, reported = name_and_pid.main()
    assert "waiter" in started
    assert len(started) == 2
    assert reported == {(name, pid, os.getpid()) for name, pid in started.items()}
