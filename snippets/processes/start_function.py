"""start() calls the target in a new process."""

import multiprocessing as mp
import os


def greet(pids):
    print("hello from the child")
    pids.put(os.getpid())


def main():
    pids = mp.SimpleQueue()
    child = mp.Process(target=greet, args=(pids,))
    print("the child is made, and nothing has run yet")
    child.start()
    child.join()
    print("the child has ended")
    return os.getpid(), pids.get()


if __name__ == "__main__":
    main()
