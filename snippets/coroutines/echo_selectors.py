"""One thread serves three clients at once: a loop asks who is ready."""

import selectors
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial


def accept(listener, selector):
    try:
        connection, _ = listener.accept()
        connection.setblocking(False)
        selector.register(connection, selectors.EVENT_READ, bytearray())
    except (BlockingIOError, ConnectionError):
        pass  # the client has gone again


def handle(connection, unsent):
    """Receive or send what is possible; return what to wait for next."""
    try:
        if not unsent:
            unsent += connection.recv(1024)
            if not unsent:
                return 0  # the client has hung up
            print(f"server: echoes {bytes(unsent)}")
        del unsent[: connection.send(unsent)]
    except BlockingIOError:
        pass  # not ready after all
    except OSError as error:
        print(f"server: drops a client: {error}")
        return 0
    return selectors.EVENT_WRITE if unsent else selectors.EVENT_READ


def serve(listener, clients):
    """Serve until so many clients have come and gone."""
    listener.setblocking(False)
    with selectors.DefaultSelector() as selector:
        selector.register(listener, selectors.EVENT_READ)
        while clients:
            for key, _ in selector.select():
                if key.fileobj is listener:
                    accept(listener, selector)
                elif events := handle(key.fileobj, key.data):
                    selector.modify(key.fileobj, events, key.data)
                else:
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
                    clients -= 1


def client(name, address):
    replies = []
    with (
        socket.create_connection(address) as connection,
        connection.makefile() as lines,
    ):
        for word in ("hello", "bye"):
            connection.sendall(f"{word} from {name}\n".encode())
            replies.append(lines.readline().strip())
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
    return list(replies)


if __name__ == "__main__":
    main()
