"""With a coroutine for each client, a slow one holds up nobody."""

import asyncio
import multiprocessing as mp
import os
import socket
import threading
import time

CLIENTS = 4


async def answer(connection):
    loop = asyncio.get_running_loop()
    with connection:
        client = (await loop.sock_recv(connection, 100)).decode()
        print(f"{client} is answered")
        reply = b"%d %d" % (os.getpid(), threading.get_ident())
        await loop.sock_sendall(connection, reply)


async def serve(server):
    loop = asyncio.get_running_loop()
    server.setblocking(False)
    async with asyncio.TaskGroup() as workers:
        for _ in range(CLIENTS):
            connection, _ = await loop.sock_accept(server)
            workers.create_task(answer(connection))


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
        asyncio.run(serve(server))
    clients.join()
    return [replies.get() for _ in range(CLIENTS)]


if __name__ == "__main__":
    main()
