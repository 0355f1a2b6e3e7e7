"""A server ends well: it shuts the door, waits, and cancels the rest."""

import asyncio

PATIENCE = 0.4


async def handle(reader, writer):
    try:
        while line := await reader.readline():
            writer.write(line)
            await writer.drain()
        writer.close()
        await writer.wait_closed()
    except (OSError, ValueError) as error:  # a reset; a line too long
        print(f"server: drops a client: {error}")
    finally:
        writer.transport.abort()  # no effect on a closed connection
        print("server: a conversation has ended")


async def serve(conversations):
    def connected(reader, writer):
        task = asyncio.create_task(handle(reader, writer))
        conversations.add(task)
        task.add_done_callback(conversations.discard)

    return await asyncio.start_server(connected, "127.0.0.1", 0)


async def stop(server, conversations):
    server.close()
    print("server: the door is shut")
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*conversations, return_exceptions=True)
    except TimeoutError:
        print("server: has waited long enough")
        return True
    return False


async def say(name, word, reader, writer):
    writer.write(f"{word}\n".encode())
    await writer.drain()
    reply = (await reader.readline()).decode().strip()
    print(f"{name} hears {reply!r}")
    return reply


async def main():
    conversations = set()
    server = await serve(conversations)
    address = server.sockets[0].getsockname()
    ann = await asyncio.open_connection(*address)
    bo = await asyncio.open_connection(*address)
    replies = [await say("Ann", "hello", *ann)]
    replies.append(await say("Bo", "hello", *bo))
    stopping = asyncio.create_task(stop(server, conversations))
    await asyncio.sleep(0)  # now the door is shut
    try:
        await asyncio.open_connection(*address)
    except ConnectionRefusedError:
        print("Cy is turned away")
    replies.append(await say("Ann", "bye", *ann))
    ann[1].close()
    expired = await stopping
    bo[1].close()
    return replies, expired


if __name__ == "__main__":
    asyncio.run(main())
