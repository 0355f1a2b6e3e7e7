"""Coroutines take turns in one thread: while one waits, another runs."""

import asyncio
import threading

STEPS = ("peels", "cuts", "fries")


async def cook(name, turns):
    for step in STEPS:
        print(f"{name} {step}")
        turns.append((name, threading.get_ident()))
        await asyncio.sleep(0.1)  # here the others may go on


async def cook_together():
    turns = []
    async with asyncio.TaskGroup() as kitchen:
        for name in ("Ann", "Bo"):
            kitchen.create_task(cook(name, turns), name=name)
    return turns


def main():
    turns = asyncio.run(cook_together())
    threads = {thread for _, thread in turns}
    print(f"turns: {len(turns)}; threads: {len(threads)}")
    return turns


if __name__ == "__main__":
    main()
