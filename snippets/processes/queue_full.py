"""When a queue is full, put waits and put_nowait raises queue.Full."""

import multiprocessing as mp
import time
from queue import Full


def eat(table, report):
    time.sleep(0.3)
    print("the eater takes one dish off the table")
    report.put(time.monotonic())
    table.get()


def main():
    table = mp.Queue(maxsize=2)
    table.put("soup")
    table.put("rice")
    try:
        table.put_nowait("tea")
        refused = False
    except Full:
        print("put_nowait raises Full: no room for the tea")
        refused = True

    report = mp.SimpleQueue()
    eater = mp.Process(target=eat, args=(table, report), name="eater")
    eater.start()
    print("main calls put and waits for room")
    table.put("tea")
    placed = time.monotonic()
    print("the tea is on the table")
    eater.join()
    return refused, report.get(), placed


if __name__ == "__main__":
    main()
