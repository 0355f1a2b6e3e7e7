"""A semaphore lets in as many tasks as it has places, and no more."""

import asyncio

PLACES = 2


async def eat(name, table, eating, counts):
    async with table:
        eating.add(name)
        counts.append(len(eating))
        print(f"{name} sits down; at the table: {len(eating)}")
        await asyncio.sleep(0.2)
        eating.remove(name)
        print(f"{name} gets up")


async def main():
    table = asyncio.Semaphore(PLACES)
    eating, counts = set(), []
    guests = [
        asyncio.create_task(eat(name, table, eating, counts), name=name)
        for name in ("Ann", "Bo", "Cy", "Di", "Ed")
    ]
    for guest in guests:
        await guest
    print(f"never more than {max(counts)} at the table")
    return counts


if __name__ == "__main__":
    asyncio.run(main())
