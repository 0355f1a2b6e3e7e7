"""join waits until all that was put into the queue has been done."""

import multiprocessing as mp
import time


def cook(name, table, eaten):
    for number in (1, 2):
        table.put(f"dish {number} of {name}")
    print(f"{name} has cooked, and waits")
    table.join()
    print(f"{name} goes home")


def eat(name, table, eaten):
    while True:
        dish = table.get()
        print(f"{name} eats {dish}", flush=True)
        time.sleep(0.1)
        eaten.put(dish)
        table.task_done()


def main():
    tasks = {"Ann": cook, "Bo": cook, "Cy": cook, "Dee": eat, "Eli": eat}
    table, eaten = mp.JoinableQueue(), mp.SimpleQueue()
    children = [
        mp.Process(target=task, args=(name, table, eaten), name=name)
        for name, task in tasks.items()
    ]
    cooks, eaters = children[:3], children[3:]
    for eater in eaters:
        eater.daemon = True  # it ends with the main process
    for child in children:
        child.start()
    for child in cooks:
        child.join()
    print("all cooks are home")
    eaten.put(None)
    return list(iter(eaten.get, None))


if __name__ == "__main__":
    main()
