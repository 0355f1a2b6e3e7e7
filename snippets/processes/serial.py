"""Serial: the second job begins when the first is done."""

import multiprocessing as mp
import time
from itertools import product

CPU_SECONDS = 0.3  # for each job
PAUSE = 0.0001  # this long without the CPU, and a turn was over


def compute(name, results):
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
    results, jobs = mp.SimpleQueue(), []
    for name in ("Ann", "Bo"):
        worker = mp.Process(target=compute, args=(name, results), name=name)
        worker.start()
        jobs.append(results.get())
        worker.join()
    print(f"turns on a CPU: {len(jobs[0])} and {len(jobs[1])}")
    pairs = product(*jobs)
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a, b in pairs)
    print(f"both on a CPU at the same moment: {both:.2f} s")
    return jobs, both


if __name__ == "__main__":
    main()
