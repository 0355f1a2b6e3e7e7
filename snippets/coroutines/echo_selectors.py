"""One thread serves three clients at once: a loop asks who is ready."""

import selectors
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial


def handle(connection):
    """Echo what is there. It was said to be there: this never waits."""
    if data := connection.recv(1024):
        print(f"server: echoes {data.decode().strip()!r}")
        connection.sendall(data)
    return bool(data)


def serve(listener, clients):
    """Serve until so many clients have come and gone."""
    with selectors.DefaultSelector() as selector, ExitStack() as opened:
        selector.register(listener, selectors.EVENT_READ)
        while clients:
            for key, _ in selector.select():
                if key.fileobj is listener:
                    connection = opened.enter_context(listener.accept()[0])
                    selector.register(connection, selectors.EVENT_READ)
                elif not handle(key.fileobj):
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
                    clients -= 1


def client(name, address):
    replies = []
    with socket.create_connection(address) as connection:
        for word in ("hello", "bye"):
            connection.sendall(f"{word} from {name}\n".encode())
            replies.append(connection.recv(1024).decode().strip())
            time.sleep(0.2)
    print(f"{name} has heard {replies}")
    return replies


def main():
    names = ["Ann", "Bo", "Cy"]
    with (
        ThreadPoolExecutor() as pool,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        call = partial(client, address=listener.getsockname())
        replies = pool.map(call, names)
        serve(listener, len(names))
    print("server: closed")
    return list(replies)


if __name__ == "__main__":
    main()
