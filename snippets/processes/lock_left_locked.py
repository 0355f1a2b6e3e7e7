"""A with block releases its lock, however the block is left."""

import multiprocessing as mp
import sys


def leave_with_block(till):
    with till:
        print("the till is locked by with")
        sys.exit("there is no change")


def leave_before_release(till):
    till.acquire()
    print("the till is locked by acquire()")
    sys.exit("there is no change")
    till.release()


def main():
    free = {}
    for leave in (leave_with_block, leave_before_release):
        till = mp.Lock()
        child = mp.Process(target=leave, args=(till,), name=leave.__name__)
        child.start()
        child.join()
        free[child.name] = till.acquire(timeout=0.3)
        print(f"{child.name}: can the next one lock it? {free[child.name]}")
    return free


if __name__ == "__main__":
    main()
