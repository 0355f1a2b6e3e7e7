"""A full queue makes the cook wait; join() waits for the eaters."""

import asyncio

DISHES = ["soup", "rice", "bread", "fish", "cake", "tea"]


async def cook(queue):
    for dish in DISHES:
        await queue.put(dish)
        print(f"cook: {dish} is on the table")


async def eat(name, queue, eaten):
    while True:
        dish = await queue.get()
        await asyncio.sleep(0.15)
        print(f"{name} has eaten the {dish}")
        eaten.append(dish)
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    eaten = []
    eaters = [
        asyncio.create_task(eat(name, queue, eaten), name=name)
        for name in ("Ann", "Bo")
    ]
    await cook(queue)
    await queue.join()
    print("everything has been eaten")
    for eater in eaters:
        eater.cancel()
    await asyncio.wait(eaters)
    return eaten


if __name__ == "__main__":
    asyncio.run(main())
