"""A pool starts all its workers at once and uses them again and again."""

import multiprocessing as mp
import os
import time

WORKERS = 3
TASKS = 12


def work(number):
    time.sleep(0.02)
    return os.getpid()


def main():
    with mp.Pool(WORKERS) as pool:
        before = {child.pid for child in mp.active_children()}
        print(f"before any task: {len(before)} workers")
        used = set(pool.map(work, range(TASKS), chunksize=1))
        print(f"{TASKS} tasks were done by {len(used)} of them")
        after = {child.pid for child in mp.active_children()}
        print(f"after all tasks: {len(after)} workers")
    return before, used, after


if __name__ == "__main__":
    main()
