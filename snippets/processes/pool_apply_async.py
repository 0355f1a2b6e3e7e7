"""apply_async() returns at once: the workers of the pool work together."""

import multiprocessing as mp
import time

NAMES = ["Ann", "Bo", "Cy", "Di"]


def work(name):
    start = time.monotonic()
    print(f"{name} begins")
    time.sleep(0.15)
    return name, start, time.monotonic()


def main():
    with mp.Pool(2) as pool:
        promises = []
        for name in NAMES:
            promises.append(pool.apply_async(work, (name,)))
            print(f"{name} is promised")
        pool.close()
        pool.join()
        results = [promise.get() for promise in promises]
    print("all are done")
    return results


if __name__ == "__main__":
    main()
