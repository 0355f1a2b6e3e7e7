"""Joining each child right after its start makes them take turns."""

import multiprocessing as mp
import time

SECONDS = 0.3


def work(name, spans):
    start = time.monotonic()
    print(f"{name} begins")
    time.sleep(SECONDS)
    print(f"{name} is done")
    spans.put((start, time.monotonic()))


def main():
    spans = mp.SimpleQueue()
    children = [
        mp.Process(target=work, args=(name, spans), name=name)
        for name in ("Ann", "Bo", "Cy")
    ]
    for child in children:
        child.start()
        child.join()
    print("all have been waited for")
    return [spans.get() for _ in children]


if __name__ == "__main__":
    main()
