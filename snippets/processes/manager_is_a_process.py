"""A manager is a process; its objects live there, and proxies here."""

import multiprocessing as mp
import os
import threading
from multiprocessing.managers import BaseManager


class Till:
    def __init__(self):
        self.coins = 0
        self.lock = threading.Lock()  # each client has a thread here

    def add(self, coins, customer):
        with self.lock:
            self.coins += coins
            print(f"{self.coins} coins, {coins} of them from {customer}")
        return os.getpid()


class TillManager(BaseManager):
    """mp.Manager() is such a one, for dict, list and others."""


TillManager.register("Till", Till)


def pay(till, coins, customer):
    print(f"{customer} pays")
    return till.add(coins, customer)


def main():
    with TillManager() as manager:
        till = manager.Till()
        print(f"main holds an {type(till).__name__}, not a Till")
        ann = mp.Process(target=pay, args=(till, 5, "Ann"), name="Ann")
        ann.start()
        ann.join()
        return os.getpid(), ann.pid, pay(till, 3, "main")


if __name__ == "__main__":
    main()
