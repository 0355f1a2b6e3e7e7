"""When one call fails, gather() raises at once; the others go on."""

import asyncio


async def work(name, seconds):
    try:
        await asyncio.sleep(seconds)
        if name == "Bo":
            raise ValueError("Bo has failed")
        print(f"{name} is done")
        return f"{name}'s result"
    except asyncio.CancelledError:
        print(f"{name} is cancelled")
        raise


async def main():
    tasks = [
        asyncio.create_task(work(name, seconds), name=name)
        for name, seconds in (("Ann", 0.2), ("Bo", 0.1), ("Cy", 0.3))
    ]
    try:
        await asyncio.gather(*tasks)
    except ValueError as error:
        print(f"gather raised: {error}")
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        print(f"with return_exceptions: {result!r}")
    return results


if __name__ == "__main__":
    asyncio.run(main())
