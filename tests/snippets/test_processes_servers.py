import socketserver

import pytest

from snippets.processes import server_one_at_a_time, server_processes, server_threads


def test_a_plain_server_lets_bo_wait_for_ann():
    assert server_one_at_a_time.main() == ["Ann", "Bo"]


def test_a_server_with_threads_serves_bo_while_ann_thinks():
    assert server_threads.main() == ["Bo", "Ann"]


@pytest.mark.skipif(not hasattr(socketserver, "ForkingTCPServer"), reason="needs fork")
def test_a_server_with_processes_serves_bo_while_ann_thinks():
    assert server_processes.main() == ["Bo", "Ann"]
