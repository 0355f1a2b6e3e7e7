"""Concurrent: two jobs take turns on one CPU."""

import multiprocessing as mp
import os
import time
from itertools import product

CPU_SECONDS = 0.3  # for each job
PAUSE = 0.0001  # this long without the CPU, and a turn was over


def compute(name, cpu, ready, results):
    os.sched_setaffinity(0, {cpu})
    ready.wait()
    print(f"{name} begins")
    turns, cpu_end = [], time.process_time() + CPU_SECONDS
    while time.process_time() < cpu_end:
        now = time.monotonic()
        if not turns or now - turns[-1][1] > PAUSE:
            turns.append([now, now])
        turns[-1][1] = now
    print(f"{name} is done")
    results.put(turns)


def main():
    if not hasattr(os, "sched_setaffinity"):
        print("this system lets no program choose its CPU")
        return None
    cpu = min(os.sched_getaffinity(0))
    ready, results = mp.Barrier(2), mp.SimpleQueue()
    for name in ("Ann", "Bo"):
        args = (name, cpu, ready, results)
        mp.Process(target=compute, args=args, name=name).start()
    jobs = results.get(), results.get()
    print(f"turns on a CPU: {len(jobs[0])} and {len(jobs[1])}")
    pairs = product(*jobs)
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a, b in pairs)
    print(f"both on a CPU at the same moment: {both:.2f} s")
    return jobs, both


if __name__ == "__main__":
    main()
