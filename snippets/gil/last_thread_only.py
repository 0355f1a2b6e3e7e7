"""Joining only the last thread reads the counter too early."""

import threading
import time

TICKETS = 5

left = TICKETS
lock = threading.Lock()
main_has_looked = threading.Event()


def sell(name, slow):
    global left
    if slow:  # by design: not before the main thread has looked
        main_has_looked.wait()
    time.sleep(0.1)
    with lock:
        left -= 1
    print(f"{name} has sold one")


def main():
    global left
    left = TICKETS
    main_has_looked.clear()
    sellers = [
        threading.Thread(target=sell, args=(name, name != "Ed"), name=name)
        for name in ("Ann", "Bo", "Cy", "Di", "Ed")
    ]
    for seller in sellers:
        seller.start()
    seller.join()  # the last one of the loop
    early = left
    print(f"after joining one: {early} left")
    main_has_looked.set()
    for seller in sellers:
        seller.join()
    print(f"after joining all: {left} left")
    return early, left


if __name__ == "__main__":
    main()
