"""to_thread() lets a function block without holding up the tasks."""

import asyncio
import threading
import time

SECONDS = 0.4


async def tick(ticks):
    while True:
        await asyncio.sleep(0.1)
        print("tick")
        ticks.append("tick")


def work():
    print("work begins")
    time.sleep(SECONDS)
    print("work is done")
    return threading.current_thread()


async def main():
    ticks = []
    ticker = asyncio.create_task(tick(ticks), name="ticker")
    await asyncio.sleep(0.25)
    before = len(ticks)
    thread = await asyncio.to_thread(work)
    during = len(ticks) - before
    await asyncio.sleep(0.25)
    ticker.cancel()
    await asyncio.wait([ticker])
    return before, during, thread


if __name__ == "__main__":
    asyncio.run(main())
