"""Awaiting one coroutine after the other makes them take turns."""

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
    spans = [await work(name) for name in ("Ann", "Bo", "Cy")]
    print("all have been waited for")
    return spans


if __name__ == "__main__":
    asyncio.run(main())
