"""Three cooks feed two eaters; each dish is eaten exactly once."""

import multiprocessing as mp
import time


def cook(name, table, eaten):
    for number in (1, 2, 3):
        time.sleep(0.1)
        table.put(f"dish {number} of {name}")
    print(f"{name} has cooked")


def eat(name, table, eaten):
    while (dish := table.get()) is not None:
        print(f"{name} eats {dish}")
        time.sleep(0.1)
        eaten.put(dish)
    print(f"{name} goes home")


def main():
    tasks = {"Ann": cook, "Bo": cook, "Cy": cook, "Dee": eat, "Eli": eat}
    queues = table, eaten = mp.Queue(), mp.SimpleQueue()
    children = [
        mp.Process(
            target=task, args=(name, *queues), name=name, daemon=True
        )
        for name, task in tasks.items()
    ]
    cooks, eaters = children[:3], children[3:]
    for child in children:
        child.start()
    for child in cooks:
        child.join()
    for _ in eaters:
        table.put(None)
    for child in eaters:
        child.join()
    eaten.put(None)
    return list(iter(eaten.get, None))


if __name__ == "__main__":
    main()
