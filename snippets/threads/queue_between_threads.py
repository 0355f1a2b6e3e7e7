"""A queue hands over the very object that was put, not a copy."""

import queue
import threading
import time

CLOSED = None


def cook(counter, cooked):
    for name in ("soup", "fish", "rice", "cake"):
        dish = {"name": name}
        cooked.append(dish)
        print(f"the cook has the {name} ready")
        counter.put(dish)  # waits while the counter is full
    counter.put(CLOSED)


def eat(counter, eaten):
    while (dish := counter.get()) is not CLOSED:  # waits while it is empty
        print(f"Ann eats the {dish['name']}")
        time.sleep(0.15)
        eaten.append(dish)


def main():
    counter = queue.Queue(maxsize=1)
    cooked, eaten = [], []
    threads = [
        threading.Thread(target=cook, args=(counter, cooked), name="cook"),
        threading.Thread(target=eat, args=(counter, eaten), name="Ann"),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same = [a is b for a, b in zip(cooked, eaten, strict=True)]
    print(f"are they the same objects? {same}")
    return same


if __name__ == "__main__":
    main()
