"""Of two processes that want one CPU, the nicer one gets less of it."""

import multiprocessing as mp
import os
import time

SECONDS = 0.8


def compute(niceness, ready, results):
    """Compute for SECONDS, all on one CPU; report the CPU time received."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(niceness)
    if hasattr(os, "sched_setaffinity"):  # on Linux
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    ready.wait()
    before = time.process_time()  # what it took to start
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        pass
    results.put((niceness, time.process_time() - before))


def main():
    ready = mp.Barrier(2)
    results = mp.Queue()
    workers = [
        mp.Process(target=compute, args=(niceness, ready, results))
        for niceness in (0, 19)
    ]
    for worker in workers:
        worker.start()
    received = dict(results.get() for _ in workers)
    for worker in workers:
        worker.join()
    for niceness in sorted(received):
        print(f"niceness {niceness}: {received[niceness]:.3f} s of CPU")
    return received


if __name__ == "__main__":
    main()
