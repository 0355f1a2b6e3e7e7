"""A lock makes serial what it guards, and only that."""

import multiprocessing as mp
import time

NAMES = "Ann", "Bo", "Cy"
SECONDS = 0.2


def work(till, all_are_here, spans):
    name = mp.current_process().name
    start = time.monotonic()
    print(f"{name} cooks")
    all_are_here.wait()
    time.sleep(SECONDS)
    spans.put(("cook", start, time.monotonic()))
    till.acquire()
    try:
        start = time.monotonic()
        print(f"{name} is at the till")
        time.sleep(SECONDS)
        print(f"{name} leaves the till")
        spans.put(("till", start, time.monotonic()))
    finally:
        till.release()


def main():
    till = mp.Lock()
    all_are_here = mp.Barrier(len(NAMES))
    spans = mp.SimpleQueue()
    arguments = till, all_are_here, spans
    children = [
        mp.Process(target=work, args=arguments, name=name, daemon=True)
        for name in NAMES
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [spans.get() for _ in range(2 * len(NAMES))]


if __name__ == "__main__":
    main()
