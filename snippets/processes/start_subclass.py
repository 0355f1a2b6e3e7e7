"""A subclass of Process runs its own run() in the new process."""

import multiprocessing as mp
import os


class Greeter(mp.Process):
    def __init__(self, guest, pids):
        super().__init__()
        self.guest = guest
        self.pids = pids

    def run(self):
        print(f"hello, {self.guest}")
        self.pids.put(os.getpid())


def main():
    pids = mp.SimpleQueue()
    greeters = [Greeter(guest, pids) for guest in ("Ann", "Bo")]
    for greeter in greeters:
        greeter.start()
    for greeter in greeters:
        greeter.join()
    return os.getpid(), {pids.get() for _ in greeters}


if __name__ == "__main__":
    main()
