import asyncio
import os
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from snippets.comparison import (
    measure_waiting,
    server_coroutines,
    server_events,
    server_processes,
    server_threads,
)


def served_by(server):
    """How many processes, and how many of their threads, answered the clients."""
    answers = server.main()
    assert len(answers) == server.CLIENTS
    return len({process for process, _ in answers}), len({tuple(answer) for answer in answers})


def test_each_client_has_a_process_of_its_own():
    assert served_by(server_processes) == (server_processes.CLIENTS,) * 2


def test_each_client_has_a_thread_of_its_own():
    assert served_by(server_threads) == (1, server_threads.CLIENTS)


@pytest.mark.parametrize("server", [server_events, server_coroutines])
def test_one_thread_serves_all_clients(server):
    assert served_by(server) == (1, 1)


@pytest.mark.parametrize(
    "module", [server_processes, server_threads, server_events, server_coroutines]
)
def test_a_bad_client_hurts_nobody(module, bad_clients):
    def serve(server):
        serving = module.serve(server)
        if asyncio.iscoroutine(serving):
            asyncio.run(serving)

    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor() as pool:
        address = server.getsockname()
        served = pool.submit(serve, server)
        with socket.create_connection(address, timeout=10) as client:
            bad_clients(address)
            client.sendall(b"client ")
            client.sendall(b"1\n")
            assert len(client.makefile().readline().split()) == 2
        served.result(timeout=10)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs the CPU time of forked children")
def test_forty_processes_cost_more_cpu_time_than_forty_coroutines():
    rounds = measure_waiting.main()
    assert min(rounds["processes"]) > 2 * min(rounds["threads"])
    assert min(rounds["threads"]) > min(rounds["coroutines"])
