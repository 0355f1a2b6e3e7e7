"""A pool of processes computes while the event loop goes on."""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor

STEPS = 3_000_000


async def tick(ticks):
    while True:
        await asyncio.sleep(0.1)
        print("tick")
        ticks.append("tick")


def work(name):
    print(f"{name} computes")
    total = sum(n * n for n in range(STEPS))
    print(f"{name} is done")
    return total, os.getpid()


async def compute(pool):
    ticks = []
    loop = asyncio.get_running_loop()
    ticker = asyncio.create_task(tick(ticks), name="ticker")
    calls = [
        loop.run_in_executor(pool, work, name) for name in ("Ann", "Bo")
    ]
    results = await asyncio.gather(*calls)
    ticker.cancel()
    await asyncio.wait([ticker])
    return results, ticks


def main():
    with ProcessPoolExecutor(2) as pool:
        return asyncio.run(compute(pool))


if __name__ == "__main__":
    main()
