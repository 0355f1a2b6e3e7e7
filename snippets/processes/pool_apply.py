"""apply() waits for each result: only one worker is busy at a time."""

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
        results = []
        for name in NAMES:
            results.append(pool.apply(work, (name,)))
            print(f"{name} is done")
    return results


if __name__ == "__main__":
    main()
