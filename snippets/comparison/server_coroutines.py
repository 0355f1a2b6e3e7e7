"""With a coroutine for each client, a slow one holds up nobody."""

import asyncio
import multiprocessing as mp
import os
import socket
import threading
import time

CLIENTS = 4
LONGEST = 100  # bytes of a line


async def answer(reader, writer):
    try:
        line = await reader.readline()
        print(f"{line.decode(errors='replace').strip()} is answered")
        writer.write(b"%d %d\n" % (os.getpid(), threading.get_ident()))
        writer.close()
        await writer.wait_closed()
    except (OSError, ValueError):
        pass  # the client has gone; a line that is too long
    finally:
        writer.transport.abort()  # no effect on a closed connection


async def serve(server):
    answered = asyncio.Queue()

    async def connected(reader, writer):
        answered.put_nowait(await answer(reader, writer))

    async with await asyncio.start_server(
        connected, sock=server, limit=LONGEST
    ):
        for _ in range(CLIENTS):
            await answered.get()


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
        asyncio.run(serve(server))
    clients.join()
    return [replies.get() for _ in range(CLIENTS)]


if __name__ == "__main__":
    main()
