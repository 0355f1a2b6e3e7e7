"""One thread that minds events is not held up by a slow client."""

import multiprocessing as mp
import os
import selectors
import socket
import threading
import time

CLIENTS = 4


def answer(connection):
    with connection:
        client = connection.recv(100).decode()
        print(f"{client} is answered")
        connection.sendall(b"%d %d" % (os.getpid(), threading.get_ident()))


def serve(server):
    answered = 0
    with selectors.DefaultSelector() as selector:
        selector.register(server, selectors.EVENT_READ)
        while answered < CLIENTS:
            for key, _ in selector.select():  # may take a while
                if key.fileobj is server:
                    connection, _ = server.accept()
                    selector.register(connection, selectors.EVENT_READ)
                else:
                    selector.unregister(key.fileobj)
                    answer(key.fileobj)
                    answered += 1


def ask(address, replies):
    """Connect all; then ask one by one, the first to come last."""
    clients = [socket.create_connection(address) for _ in range(CLIENTS)]
    for number in range(CLIENTS, 0, -1):
        time.sleep(0.1)
        with clients[number - 1] as client:
            client.sendall(b"client %d" % number)
            replies.put(client.recv(100).split())


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
