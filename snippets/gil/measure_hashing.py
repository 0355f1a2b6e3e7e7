"""Hashing lets go of the GIL, so threads may hash at the same time."""

import hashlib
import threading
import time

TASKS = 2
DATA = bytes(64_000_000)


def compute_hash():
    return hashlib.sha256(DATA).hexdigest()


def serial():
    for _ in range(TASKS):
        compute_hash()


def threads():
    workers = [threading.Thread(target=compute_hash) for _ in range(TASKS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def main():
    rounds = {model.__name__: [] for model in (serial, threads)}
    for _ in range(5):
        for model in (serial, threads):
            start = time.perf_counter()
            model()
            rounds[model.__name__].append(time.perf_counter() - start)
    for name, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{name}: {median:.3f} s, {low:.3f} to {high:.3f}")
    return rounds


if __name__ == "__main__":
    main()
