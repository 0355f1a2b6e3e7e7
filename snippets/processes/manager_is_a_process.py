"""A manager is a process; its objects live there, and proxies here."""

import multiprocessing as mp
import os
from multiprocessing.managers import BaseManager


class Till:
    coins = 0

    def add(self, coins, customer):
        self.coins += coins
        print(f"the till takes {coins} from {customer}, has {self.coins}")
        return os.getpid()


class TillManager(BaseManager):
    """mp.Manager() is such a one, for dict, list and others."""


TillManager.register("Till", Till)


def pay(till, coins, customer):
    print(f"{customer} pays")
    return till.add(coins, customer)


def main():
    try:
        with TillManager() as manager:
            till = manager.Till()
            print(f"main holds an {type(till).__name__}, not a Till")
            ann = mp.Process(target=pay, args=(till, 5, "Ann"), name="Ann")
            ann.start()
            ann.join()
            return os.getpid(), ann.pid, pay(till, 3, "main")
    finally:  # Ctrl-C in a bad moment would leave the manager behind
        for process in mp.active_children():
            process.terminate()


if __name__ == "__main__":
    main()
