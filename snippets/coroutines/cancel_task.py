"""cancel() only asks: the task ends when it runs the next time."""

import asyncio


async def work(name):
    print(f"{name} begins")
    await asyncio.sleep(10)
    print(f"{name} is done")


async def main():
    states = []
    task = asyncio.create_task(work("Ann"), name="Ann")
    await asyncio.sleep(0.2)
    task.cancel()
    states.append(task.done())
    print(f"cancel() was called; done: {task.done()}")
    try:
        await task
    except asyncio.CancelledError:
        print("await raised CancelledError")
    states.append(task.done())
    print(f"done: {task.done()}, cancelled: {task.cancelled()}")
    return states, task.cancelled()


if __name__ == "__main__":
    asyncio.run(main())
