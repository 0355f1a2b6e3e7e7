"""With a thread for each client, a slow one holds up nobody."""

import multiprocessing as mp
import os
import socket
import threading
import time
from contextlib import suppress

CLIENTS = 4
LONGEST = 100  # bytes of a line


def answer(connection):
    with (
        suppress(OSError),  # the client may have gone
        connection,
        connection.makefile("rwb") as lines,
    ):
        line = lines.readline(LONGEST)  # may take a while
        print(f"{line.decode(errors='replace').strip()} is answered")
        lines.write(b"%d %d\n" % (os.getpid(), threading.get_ident()))


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
