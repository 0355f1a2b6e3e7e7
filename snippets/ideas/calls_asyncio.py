"""Asynchronous calls need no more than one thread."""

import asyncio

SECONDS = 0.2
ITEMS = ("shoes", "coat", "watch")


async def repair(item):
    print(f"the {item}: handed in")
    await asyncio.sleep(SECONDS)
    print(f"the {item}: ready")
    return f"repaired {item}"


async def visit_shops():
    async with asyncio.TaskGroup() as shops:
        tickets = []
        for item in ITEMS:
            tickets.append(shops.create_task(repair(item)))
            print(f"the customer walks on, after the {item}")
    return [ticket.result() for ticket in tickets]


def main():
    results = asyncio.run(visit_shops())
    print(f"the customer has {', '.join(results)}")
    return results


if __name__ == "__main__":
    main()
