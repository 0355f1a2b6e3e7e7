import socket
import socketserver
from concurrent.futures import ThreadPoolExecutor

import pytest

from snippets.processes import server_one_at_a_time, server_processes, server_threads


def test_a_plain_server_lets_bo_wait_for_ann():
    assert server_one_at_a_time.main() == ["Ann", "Bo"]


def test_a_server_with_threads_serves_bo_while_ann_thinks():
    assert server_threads.main() == ["Bo", "Ann"]


@pytest.mark.skipif(not hasattr(socketserver, "ForkingTCPServer"), reason="needs fork")
def test_a_server_with_processes_serves_bo_while_ann_thinks():
    assert server_processes.main() == ["Bo", "Ann"]


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("TCPServer", server_one_at_a_time),
        ("ThreadingTCPServer", server_threads),
        ("ForkingTCPServer", server_processes),
    ],
)
def test_a_bad_client_hurts_nobody(name, module, bad_clients):
    def visit(address):
        bad_clients(address)
        with socket.create_connection(address, timeout=10) as client:
            client.sendall(b"soup\n")
            return client.makefile().readlines()

    if not hasattr(socketserver, name):
        pytest.skip("needs fork")
    with getattr(socketserver, name)(module.ADDRESS, module.Waiter) as server:
        server.timeout = 10
        with ThreadPoolExecutor() as pool:
            visited = pool.submit(visit, server.server_address)
            for _ in range(4):
                server.handle_request()
            assert visited.result() == ["what will it be?\n", "here you are: soup\n"]
