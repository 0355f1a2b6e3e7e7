"""Processes read and change variables of their own."""

import multiprocessing as mp
import time

guests = ["Ann"]


def invite(guest, seen):
    guests.append(guest)
    print(f"{guest} is invited; the list is {guests}")
    seen.put(list(guests))
    time.sleep(0.1)


def main():
    seen = mp.SimpleQueue()
    for guest in ("Bo", "Cy"):
        worker = mp.Process(target=invite, args=(guest, seen))
        worker.start()
        worker.join()
    print(f"in the main process the list is {guests}")
    return list(guests), [seen.get(), seen.get()]


if __name__ == "__main__":
    main()
