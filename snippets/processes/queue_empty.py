"""When a queue is empty, get waits and get_nowait raises queue.Empty."""

import multiprocessing as mp
import time
from queue import Empty


def cook(table, report):
    time.sleep(0.3)
    print("the cook puts soup on the table")
    report.put(time.monotonic())
    table.put("soup")


def main():
    table = mp.Queue()
    try:
        table.get_nowait()
        refused = False
    except Empty:
        print("get_nowait raises Empty: nothing on the table")
        refused = True

    report = mp.SimpleQueue()
    child = mp.Process(target=cook, args=(table, report), name="cook")
    child.start()
    print("main calls get and waits for a dish")
    dish = table.get()
    received = time.monotonic()
    print(f"main gets {dish}")
    child.join()
    return refused, report.get(), received


if __name__ == "__main__":
    main()
