"""The block of a TaskGroup ends only when all its tasks have ended."""

import asyncio


async def work(name, seconds):
    print(f"{name} begins")
    await asyncio.sleep(seconds)
    print(f"{name} is done")
    return f"{name}'s result"


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(work(name, seconds), name=name)
            for name, seconds in (("Ann", 0.3), ("Bo", 0.2), ("Cy", 0.1))
        ]
        print("the end of the block is reached")
    print("the block is left")
    return [task.result() for task in tasks]


if __name__ == "__main__":
    asyncio.run(main())
