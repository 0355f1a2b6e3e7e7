"""When there is little to compute, processes cost more than they bring."""

import math
import multiprocessing as mp
import time

TASKS = 2
LIMIT = 2_000


def count_primes():
    """Count the primes below LIMIT by trial division, in pure Python."""
    return sum(
        all(number % n for n in range(2, math.isqrt(number) + 1))
        for number in range(2, LIMIT)
    )


def serial():
    for _ in range(TASKS):
        count_primes()


def processes(method):
    context = mp.get_context(method)
    workers = [context.Process(target=count_primes) for _ in range(TASKS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def main():
    models = {"serial": (serial,)}
    for method in sorted(mp.get_all_start_methods()):
        models[f"processes ({method})"] = processes, method
    rounds = {name: [] for name in models}
    for _ in range(5):
        for name, (model, *arguments) in models.items():
            start = time.perf_counter()
            model(*arguments)
            rounds[name].append((time.perf_counter() - start) * 1000)
    for name, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{name}: {median:.1f} ms, {low:.1f} to {high:.1f}")
    return rounds


if __name__ == "__main__":
    main()
