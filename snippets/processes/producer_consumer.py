"""The cook cooks, the eater eats, and a last None ends the meal."""

import multiprocessing as mp
import time


def cook(table):
    for dish in ("soup", "rice", "tea"):
        time.sleep(0.1)
        print(f"the cook brings {dish}")
        table.put(dish)
    print("the cook brings None: that was all")
    table.put(None)


def eat(table, eaten):
    while (dish := table.get()) is not None:
        print(f"the eater eats {dish}")
        time.sleep(0.1)
        eaten.put(dish)
    print("the eater goes home")
    eaten.put(None)


def main():
    table, eaten = mp.Queue(), mp.SimpleQueue()
    producer = mp.Process(target=cook, args=(table,), name="cook")
    consumer = mp.Process(target=eat, args=(table, eaten), name="eater")
    for child in (producer, consumer):
        child.start()
    for child in (producer, consumer):
        child.join()
    return list(iter(eaten.get, None))


if __name__ == "__main__":
    main()
