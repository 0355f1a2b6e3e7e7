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
        pending = []
        for name in NAMES:
            pending.append(pool.apply_async(work, (name,)))
            print(f"{name} is handed over")
        pool.close()
        pool.join()
        results = [result.get() for result in pending]
    print("all are done")
    return results


if __name__ == "__main__":
    main()
