"""After shutdown() the eaters empty the queue, and then they stop."""

import asyncio

DISHES = ["soup", "rice", "bread", "fish", "cake", "tea"]


async def cook(queue):
    for dish in DISHES:
        await queue.put(dish)
        print(f"cook: {dish} is on the table")
    queue.shutdown()
    print("cook: the kitchen is closed")


async def eat(name, queue, eaten):
    try:
        while True:
            dish = await queue.get()
            await asyncio.sleep(0.15)
            print(f"{name} has eaten the {dish}")
            eaten.append(dish)
    except asyncio.QueueShutDown:
        print(f"{name} leaves")


async def main():
    if not hasattr(asyncio, "QueueShutDown"):
        print("Queue.shutdown() needs Python 3.13")
        return None
    queue = asyncio.Queue(maxsize=2)
    eaten = []
    async with asyncio.TaskGroup() as group:
        for name in ("Ann", "Bo"):
            group.create_task(eat(name, queue, eaten), name=name)
        await cook(queue)
    print("everything has been eaten")
    return eaten


if __name__ == "__main__":
    asyncio.run(main())
