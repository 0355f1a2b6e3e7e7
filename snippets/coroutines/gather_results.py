"""gather() gives results in the order of the calls, not of the ends."""

import asyncio


async def work(name, seconds, ended):
    await asyncio.sleep(seconds)
    print(f"{name} is done")
    ended.append(name)
    return f"{name}'s result"


async def main():
    ended = []
    results = await asyncio.gather(
        work("Ann", 0.3, ended),
        work("Bo", 0.2, ended),
        work("Cy", 0.1, ended),
    )
    print(f"ended: {', '.join(ended)}")
    print(f"results: {', '.join(results)}")
    return ended, results


if __name__ == "__main__":
    asyncio.run(main())
