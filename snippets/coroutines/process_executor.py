"""A pool of processes computes while the event loop keeps its pace."""

import asyncio
import os
import signal
from concurrent.futures import ProcessPoolExecutor

STEPS = 4_000_000


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


def end_when_interrupted():
    signal.signal(signal.SIGINT, signal.SIG_DFL)


async def main():
    ticks = []
    loop = asyncio.get_running_loop()
    ticker = asyncio.create_task(tick(ticks), name="ticker")
    with ProcessPoolExecutor(2, initializer=end_when_interrupted) as pool:
        calls = [
            loop.run_in_executor(pool, work, name) for name in ("Ann", "Bo")
        ]
        results = await asyncio.gather(*calls)
    ticker.cancel()
    return results, ticks


if __name__ == "__main__":
    asyncio.run(main())
