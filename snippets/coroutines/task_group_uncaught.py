"""What a TaskGroup raises ends the program when nobody catches it."""

import asyncio


async def work(name, seconds):
    try:
        await asyncio.sleep(seconds)
        if name == "Bo":
            raise ValueError("Bo has failed")
        print(f"{name} is done", flush=True)
        return f"{name}'s result"
    except asyncio.CancelledError:
        print(f"{name} is cancelled", flush=True)
        raise


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(work(name, seconds), name=name)
            for name, seconds in (("Ann", 20), ("Bo", 0.1), ("Cy", 30))
        ]
    print("the block is left")
    return [task.result() for task in tasks]


if __name__ == "__main__":
    asyncio.run(main())
