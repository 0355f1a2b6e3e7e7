import os

import pytest

from snippets.processes import blocking_read, nonblocking_read


def test_a_blocking_read_returns_after_the_write(capfd):
    data, _, _ = blocking_read.main()
    lines = capfd.readouterr().out.splitlines()
    assert data == b"hello"
    assert lines[:2] == ["the reader reads", "the writer writes"]


def test_a_blocked_thread_uses_hardly_any_cpu_time():
    _, waited, cpu = blocking_read.main()
    assert cpu < waited / 4


@pytest.mark.skipif(not hasattr(os, "set_blocking"), reason="needs os.set_blocking")
def test_a_non_blocking_read_fails_until_there_is_data():
    data, failures = nonblocking_read.main()
    assert data == b"hello"
    assert failures >= 1
