"""With a GIL, processes speed up a computation, and threads do not."""

import math
import multiprocessing as mp
import sys
import threading
import time

TASKS = 2
LIMIT = 80_000


def count_primes():
    """Count the primes below LIMIT by trial division, in pure Python."""
    return sum(
        all(number % n for n in range(2, math.isqrt(number) + 1))
        for number in range(2, LIMIT)
    )


def serial():
    for _ in range(TASKS):
        count_primes()


def threads():
    run([threading.Thread(target=count_primes) for _ in range(TASKS)])


def processes():
    run([mp.Process(target=count_primes) for _ in range(TASKS)])


def run(workers):
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def main():
    # Before 3.13 there was no way to be without a GIL, nor to ask.
    with_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(f"GIL: {'yes' if with_gil else 'no'}")
    print(f"processes are started by {mp.get_start_method()}")
    rounds = {model.__name__: [] for model in (serial, threads, processes)}
    for _ in range(5):
        for model in (serial, threads, processes):
            start = time.perf_counter()
            model()
            rounds[model.__name__].append(time.perf_counter() - start)
    for name, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{name}: {median:.3f} s, {low:.3f} to {high:.3f}")
    return rounds


if __name__ == "__main__":
    main()
