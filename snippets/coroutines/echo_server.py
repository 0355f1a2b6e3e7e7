"""One thread serves three clients at once: each has its own task."""

import asyncio


async def handle(reader, writer):
    try:
        while line := await reader.readline():
            print(f"server: echoes {line.decode().strip()!r}")
            writer.write(line)
            await writer.drain()
        writer.close()
        await writer.wait_closed()
    except (OSError, ValueError) as error:  # a reset; not a line of text
        print(f"server: drops a client: {error}")
    finally:
        writer.transport.abort()  # no effect on a closed connection


async def client(name, host, port):
    reader, writer = await asyncio.open_connection(host, port)
    replies = []
    for word in ("hello", "bye"):
        writer.write(f"{word} from {name}\n".encode())
        await writer.drain()
        replies.append((await reader.readline()).decode().strip())
        await asyncio.sleep(0.2)
    writer.write_eof()  # that was all, so the server hangs up
    await reader.read()
    writer.close()
    await writer.wait_closed()
    print(f"{name} has heard {replies}")
    return replies


async def main():
    async with (
        await asyncio.start_server(handle, "127.0.0.1", 0) as server,
        asyncio.TaskGroup() as group,
    ):
        address = server.sockets[0].getsockname()
        clients = [
            group.create_task(client(name, *address), name=name)
            for name in ("Ann", "Bo", "Cy")
        ]
    print("server: closed")
    return [task.result() for task in clients]


if __name__ == "__main__":
    asyncio.run(main())
