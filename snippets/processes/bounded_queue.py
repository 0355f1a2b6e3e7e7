"""A queue with room for two makes a fast cook wait for a slow eater."""

import multiprocessing as mp
import time

ROOM = 2
DISHES = 6


def cook(table, report):
    for number in range(1, DISHES + 1):
        table.put(number)
        print(f"the cook has put dish {number} on the table")
        report.put(("put", number, time.monotonic()))


def eat(table, report):
    for number in range(1, DISHES + 1):
        print(f"the eater asks for dish {number}")
        report.put(("get", number, time.monotonic()))
        table.get()
        time.sleep(0.1)


def main():
    table, report = mp.Queue(maxsize=ROOM), mp.SimpleQueue()
    producer = mp.Process(target=cook, args=(table, report), name="cook")
    consumer = mp.Process(target=eat, args=(table, report), name="eater")
    for child in (producer, consumer):
        child.start()
    for child in (producer, consumer):
        child.join()
    events = [report.get() for _ in range(2 * DISHES)]
    return {(what, number): at for what, number, at in events}


if __name__ == "__main__":
    main()
