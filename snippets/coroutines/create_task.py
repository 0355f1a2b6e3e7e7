"""Tasks run by themselves, and so all of them wait at the same time."""

import asyncio
import time

SECONDS = 0.3


async def work(name):
    start = time.monotonic()
    print(f"{name} begins")
    await asyncio.sleep(SECONDS)
    print(f"{name} is done")
    return start, time.monotonic()


async def main():
    tasks = [
        asyncio.create_task(work(name), name=name)
        for name in ("Ann", "Bo", "Cy")
    ]
    spans = [await task for task in tasks]
    print("all have been waited for")
    return spans


if __name__ == "__main__":
    asyncio.run(main())
