"""A server ends well: it shuts the door, waits, and cancels the rest."""

import asyncio

PATIENCE = 0.4


async def handle(reader, writer):
    try:
        while line := await reader.readline():
            writer.write(line)
            await writer.drain()
    finally:
        writer.close()
        print("server: a conversation has ended")


async def serve(group):
    def connected(reader, writer):
        group.create_task(handle(reader, writer))

    return await asyncio.start_server(connected, "127.0.0.1", 0)


async def say(name, word, reader, writer):
    writer.write(f"{word}\n".encode())
    reply = (await reader.readline()).decode().strip()
    print(f"{name} hears {reply!r}")
    return reply


async def main():
    limit = asyncio.timeout(None)
    try:
        async with limit, asyncio.TaskGroup() as group:
            server = await serve(group)
            address = server.sockets[0].getsockname()
            ann = await asyncio.open_connection(*address)
            bo = await asyncio.open_connection(*address)
            replies = [await say("Ann", "hello", *ann)]
            replies.append(await say("Bo", "hello", *bo))
            server.close()
            print("server: the door is shut")
            try:
                await asyncio.open_connection(*address)
            except ConnectionRefusedError:
                print("Cy is turned away")
            replies.append(await say("Ann", "bye", *ann))
            ann[1].close()
            limit.reschedule(asyncio.get_running_loop().time() + PATIENCE)
    except TimeoutError:
        print("server: has waited long enough")
    bo[1].close()
    return replies, limit.expired()


if __name__ == "__main__":
    asyncio.run(main())
