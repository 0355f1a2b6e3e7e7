import select
import socket
from concurrent.futures import ThreadPoolExecutor

from snippets.coroutines import echo_selectors, readiness


def test_each_socket_is_told_when_it_is_ready():
    assert readiness.main() == [("second", b"hello"), ("first", b"hello")]


def test_every_client_hears_its_own_words_from_one_thread():
    assert echo_selectors.main() == [
        [f"hello from {name}", f"bye from {name}"] for name in ("Ann", "Bo", "Cy")
    ]


def test_a_bad_client_hurts_nobody(bad_clients):
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor() as pool:
        address = listener.getsockname()
        server = pool.submit(echo_selectors.serve, listener, clients=4)
        with socket.create_connection(address, timeout=10) as client:
            bad_clients(address)
            client.sendall(b"still there?\n")
            assert client.recv(100) == b"still there?\n"
        server.result(timeout=10)


def test_a_client_that_reads_nothing_holds_up_nobody():
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor() as pool:
        address = listener.getsockname()
        server = pool.submit(echo_selectors.serve, listener, clients=2)
        with (
            socket.create_connection(address) as silent,
            socket.create_connection(address, timeout=10) as client,
        ):
            silent.setblocking(False)
            while select.select([], [silent], [], 0.2)[1]:  # until all buffers are full
                silent.send(b"x" * 100_000)
            client.sendall(b"still there?\n")
            assert client.recv(100) == b"still there?\n"
        server.result(timeout=10)
