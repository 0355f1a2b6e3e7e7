"""Play three bad clients, one after the other, to the server at the host and port in the input.

One resets its connection, one sends a flood without the end of a line, one half-closes its
connection without having said anything. It is a program of its own because a server that forks in
the process of its clients would hold their ends of the connections open too.
"""

import socket
import struct


def play(address):
    with socket.create_connection(address, timeout=10) as client:
        client.sendall(b"hello")
        # Without lingering, close() resets the connection.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with socket.create_connection(address, timeout=10) as client:
        try:
            client.sendall(b"\xff" * 200_000)
            client.shutdown(socket.SHUT_WR)
            while client.recv(65_536):
                pass
        except OSError:
            pass  # the server need not take it all
    with socket.create_connection(address, timeout=10) as client:
        client.shutdown(socket.SHUT_WR)
        while client.recv(100):
            pass


if __name__ == "__main__":
    host, port = input().split()
    play((host, int(port)))
