"""One thread that minds events is not held up by a slow client."""

import multiprocessing as mp
import os
import selectors
import socket
import threading
import time

CLIENTS = 4
LONGEST = 100  # bytes of a line


def accept(server, selector):
    try:
        connection, _ = server.accept()
        connection.setblocking(False)
        selector.register(connection, selectors.EVENT_READ, bytearray())
    except (BlockingIOError, ConnectionError):
        pass  # the client has gone again


def answer(connection, line):
    """Take what has arrived; answer and return true if the line ends."""
    try:
        data = connection.recv(LONGEST)
        line += data
        if data and b"\n" not in line and len(line) < LONGEST:
            return False  # the rest is still to come
        print(f"{line.decode(errors='replace').strip()} is answered")
        connection.send(b"%d %d\n" % (os.getpid(), threading.get_ident()))
    except BlockingIOError:
        return False  # not ready after all
    except OSError:
        pass  # the client has gone
    return True


def serve(server):
    answered = 0
    server.setblocking(False)
    with selectors.DefaultSelector() as selector:
        selector.register(server, selectors.EVENT_READ)
        while answered < CLIENTS:
            for key, _ in selector.select():  # may take a while
                if key.fileobj is server:
                    accept(server, selector)
                elif answer(key.fileobj, key.data):
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
                    answered += 1


def ask(address, replies):
    """Connect all; then ask one by one, the first to come last."""
    clients = [socket.create_connection(address) for _ in range(CLIENTS)]
    for number in range(CLIENTS, 0, -1):
        time.sleep(0.1)
        with clients[number - 1] as client, client.makefile("rw") as lines:
            print(f"client {number}", file=lines, flush=True)
            replies.put(lines.readline().split())


def main():
    replies = mp.SimpleQueue()
    with socket.create_server(("127.0.0.1", 0)) as server:
        arguments = server.getsockname(), replies
        clients = mp.Process(target=ask, args=arguments, name="clients")
        clients.start()
        serve(server)
    clients.join()
    return [replies.get() for _ in range(CLIENTS)]


if __name__ == "__main__":
    main()
