"""apply() waits for each result: the workers of the pool take turns."""

import multiprocessing as mp
import signal
import time

NAMES = ["Ann", "Bo", "Cy", "Di"]


def work(name):
    start = time.monotonic()
    print(f"{name} begins")
    time.sleep(0.15)
    return name, start, time.monotonic()


def main():
    # Ctrl-C is for the main process, which ends the workers.
    ignore = signal.signal, (signal.SIGINT, signal.SIG_IGN)
    with mp.Pool(2, *ignore) as pool:
        results = []
        for name in NAMES:
            results.append(pool.apply(work, (name,)))
            print(f"{name} is done")
    return results


if __name__ == "__main__":
    main()
