"""A cancelled task runs its finally, and may even await there."""

import asyncio


async def work(name, events):
    print(f"{name} opens the file")
    try:
        await asyncio.sleep(10)
        events.append("done")
    finally:
        print(f"{name} closes the file")
        await asyncio.sleep(0.2)
        print(f"{name} has closed the file")
        events.append("closed")


async def main():
    events = []
    task = asyncio.create_task(work("Ann", events), name="Ann")
    await asyncio.sleep(0.2)
    task.cancel()
    print("cancel() was called")
    await asyncio.wait([task])
    print(f"Ann has ended; cancelled: {task.cancelled()}")
    return events, task.cancelled()


if __name__ == "__main__":
    asyncio.run(main())
