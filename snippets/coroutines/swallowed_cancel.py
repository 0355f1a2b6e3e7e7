"""A coroutine that swallows its cancellation outlives its timeout."""

import asyncio

ROUNDS = 3


async def work(name):
    finished = 0
    while finished < ROUNDS:
        try:
            await asyncio.sleep(0.2)
        except asyncio.CancelledError:  # the fault: this should re-raise
            print(f"{name} was cancelled, and carries on")
        finished += 1
        print(f"{name} has finished round {finished}")
    return finished


async def main():
    async with asyncio.timeout(0.1) as limit:
        finished = await work("Ann")
    # No TimeoutError: nobody knows, unless they ask.
    print(f"the time had expired: {limit.expired()}")
    return finished, limit.expired()


if __name__ == "__main__":
    asyncio.run(main())
