"""With a thread for each client, a slow one holds up nobody."""

import multiprocessing as mp
import os
import socket
import threading
import time

CLIENTS = 4


def answer(connection):
    with connection:
        client = connection.recv(100).decode()  # may take a while
        print(f"{client} is answered")
        connection.sendall(b"%d %d" % (os.getpid(), threading.get_ident()))


def serve(server):
    workers = []
    for _ in range(CLIENTS):
        connection, _ = server.accept()
        worker = threading.Thread(target=answer, args=(connection,))
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()


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
