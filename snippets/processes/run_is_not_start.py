"""Calling run() yourself starts no process; start() does."""

import multiprocessing as mp
import os


def work(pids):
    print(f"working in process {os.getpid()}")
    pids.put(os.getpid())


def main():
    print(f"the main process is {os.getpid()}")
    pids = mp.SimpleQueue()
    mp.Process(target=work, args=(pids,)).run()
    child = mp.Process(target=work, args=(pids,))
    child.start()
    child.join()
    return os.getpid(), pids.get(), pids.get()


if __name__ == "__main__":
    main()
