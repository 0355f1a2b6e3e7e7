"""One thread serves three clients at once: each has its own task."""

import asyncio


async def handle(reader, writer):
    try:
        while line := await reader.readline():
            print(f"server: echoes {line.decode().strip()!r}")
            writer.write(line)
            await writer.drain()
    finally:
        writer.close()


async def serve(group):
    def connected(reader, writer):
        group.create_task(handle(reader, writer))

    return await asyncio.start_server(connected, "127.0.0.1", 0)


async def client(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    replies = []
    try:
        for word in ("hello", "bye"):
            writer.write(f"{word} from {name}\n".encode())
            replies.append((await reader.readline()).decode().strip())
            await asyncio.sleep(0.2)
    finally:
        writer.close()
    print(f"{name} has heard {replies}")
    return replies


async def main():
    async with asyncio.TaskGroup() as group, await serve(group) as server:
        port = server.sockets[0].getsockname()[1]
        clients = [
            asyncio.create_task(client(name, port), name=name)
            for name in ("Ann", "Bo", "Cy")
        ]
        replies = await asyncio.gather(*clients)
    print("server: closed")
    return replies


if __name__ == "__main__":
    asyncio.run(main())
