"""join waits until all that was put into the queue has been done."""

import multiprocessing as mp
import time


def cook(table):
    name = mp.current_process().name
    for number in (1, 2):
        table.put(f"dish {number} of {name}")
    print(f"{name} has cooked, and waits")
    table.join()
    print(f"{name} goes home")


def eat(table, eaten):
    name = mp.current_process().name
    while True:
        dish = table.get()
        print(f"{name} eats {dish}", flush=True)
        time.sleep(0.1)
        eaten.put(dish)
        table.task_done()


def main():
    table, eaten = mp.JoinableQueue(), mp.SimpleQueue()
    cooks = [
        mp.Process(target=cook, args=(table,), name=name)
        for name in ("Ann", "Bo", "Cy")
    ]
    eaters = [  # daemons: they end with the main process
        mp.Process(target=eat, args=(table, eaten), name=name, daemon=True)
        for name in ("Dee", "Eli")
    ]
    for child in (*cooks, *eaters):
        child.start()
    for child in cooks:
        child.join()
    eaten.put(None)
    return list(iter(eaten.get, None))


if __name__ == "__main__":
    main()
