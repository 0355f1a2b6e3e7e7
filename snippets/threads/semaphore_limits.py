"""A semaphore lets in as many threads as it has places, and no more."""

import threading
import time

PLACES = 2
table = threading.Semaphore(PLACES)
counting = threading.Lock()


def eat(name, eating, counts):
    with table:
        with counting:
            eating.add(name)
            counts.append(len(eating))
            print(f"{name} sits down; at the table: {len(eating)}")
        time.sleep(0.2)
        with counting:
            eating.remove(name)
            print(f"{name} gets up")


def main():
    eating, counts = set(), []
    guests = [
        threading.Thread(target=eat, args=(name, eating, counts), name=name)
        for name in ("Ann", "Bo", "Cy", "Di", "Ed")
    ]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    print(f"never more than {max(counts)} at the table")
    return counts


if __name__ == "__main__":
    main()
