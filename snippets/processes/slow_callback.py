"""A slow callback holds up every result of the pool."""

import multiprocessing as mp
import signal
import time

SECONDS = 0.2
TASKS = 4


def ignore_interrupt():
    """Ctrl-C reaches every process; only the main one shall answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def work(number):
    print(f"task {number} is done")
    return number


def slow(number):
    time.sleep(SECONDS)
    print(f"callback {number} is done")


def main():
    with mp.Pool(TASKS, initializer=ignore_interrupt) as pool:
        start = time.monotonic()
        promises = [
            pool.apply_async(work, (number,), callback=slow)
            for number in range(TASKS)
        ]
        for promise in promises:
            promise.get()
        waited = time.monotonic() - start
        print("now all results are there")
    return waited


if __name__ == "__main__":
    main()
