"""A coroutine that blocks its thread holds up every other task."""

import asyncio
import time

SECONDS = 0.4


async def tick(ticks):
    while True:
        await asyncio.sleep(0.1)
        print("tick")
        ticks.append("tick")


async def work():
    print("work begins")
    time.sleep(SECONDS)
    print("work is done")


async def main():
    ticks = []
    ticker = asyncio.create_task(tick(ticks), name="ticker")
    await asyncio.sleep(0.25)
    before = len(ticks)
    await work()
    during = len(ticks) - before
    await asyncio.sleep(0.25)
    ticker.cancel()
    await asyncio.wait([ticker])
    return before, during


if __name__ == "__main__":
    asyncio.run(main())
