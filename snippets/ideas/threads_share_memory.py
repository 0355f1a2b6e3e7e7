"""Threads of one process read and change the same variables."""

import queue
import threading
import time

guests = ["Ann"]


def invite(guest, seen):
    guests.append(guest)
    print(f"{guest} is invited; the list is {guests}")
    seen.put(list(guests))
    time.sleep(0.1)


def main():
    seen = queue.SimpleQueue()
    for guest in ("Bo", "Cy"):
        worker = threading.Thread(target=invite, args=(guest, seen))
        worker.start()
        worker.join()
    print(f"in the main thread the list is {guests}")
    return list(guests), [seen.get(), seen.get()]


if __name__ == "__main__":
    main()
