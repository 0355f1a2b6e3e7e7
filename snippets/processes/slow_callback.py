"""A slow callback holds up every result of the pool."""

import multiprocessing as mp
import time

SECONDS = 0.2
TASKS = 4


def work(number):
    print(f"task {number} is done")
    return number


def slow(number):
    time.sleep(SECONDS)
    print(f"callback {number} is done")


def main():
    with mp.Pool(TASKS) as pool:
        start = time.monotonic()
        results = [
            pool.apply_async(work, (number,), callback=slow)
            for number in range(TASKS)
        ]
        for result in results:
            result.get()
        waited = time.monotonic() - start
        print("now all results are there")
    return waited


if __name__ == "__main__":
    main()
