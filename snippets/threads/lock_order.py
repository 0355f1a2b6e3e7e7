"""Two threads that take two locks in the same order never deadlock."""

import threading
from contextlib import suppress

SECONDS = 0.8
locks = {"fork": threading.Lock(), "knife": threading.Lock()}
table = threading.Barrier(2)


def meet():
    """Wait for the other one, but not for ever."""
    with suppress(threading.BrokenBarrierError):
        table.wait(timeout=SECONDS)


def eat(name, first, second, meals):
    with locks[first]:
        print(f"{name} has the {first}")
        meet()  # in vain: nobody else can hold one now
        meals[name] = locks[second].acquire(timeout=SECONDS)
        if meals[name]:
            print(f"{name} has the {second} too, and eats")
            locks[second].release()
        else:
            print(f"{name} gives up on the {second}")
        meet()


def main():
    meals = {}
    guests = [
        threading.Thread(target=eat, args=(*order, meals), name=order[0])
        for order in (("Ann", "fork", "knife"), ("Bo", "fork", "knife"))
    ]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    return meals


if __name__ == "__main__":
    main()
