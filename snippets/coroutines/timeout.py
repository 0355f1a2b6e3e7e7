"""A timeout cancels what takes too long, and raises TimeoutError."""

import asyncio


async def work(name):
    try:
        print(f"{name} begins")
        await asyncio.sleep(10)
        print(f"{name} is done")
    except asyncio.CancelledError:
        print(f"{name} is cancelled")
        raise


async def main():
    outcomes = []
    try:
        async with asyncio.timeout(0.2):
            await work("Ann")
    except TimeoutError as error:
        print("timeout(): too late")
        outcomes.append(error)
    try:
        await asyncio.wait_for(work("Bo"), timeout=0.2)
    except TimeoutError as error:
        print("wait_for(): too late")
        outcomes.append(error)
    return outcomes


if __name__ == "__main__":
    asyncio.run(main())
