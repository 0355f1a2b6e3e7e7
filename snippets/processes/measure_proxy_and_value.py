"""Counting through a manager's proxy costs far more than with a Value."""

import multiprocessing as mp
import statistics
import time

TIMES = 3000
ROUNDS = 7


def count_dict(shared, lock):
    for _ in range(TIMES):
        with lock:
            shared["count"] += 1


def count_value(shared, lock):
    for _ in range(TIMES):
        with lock:
            shared.value += 1


def measure(count, shared, lock):
    """Microseconds for each step of the count."""
    start = time.perf_counter()
    count(shared, lock)
    return (time.perf_counter() - start) / TIMES * 1e6


def compare(manager):
    value = mp.Value("i", 0)
    lock = mp.Lock()
    contenders = {
        "manager.dict": (count_dict, manager.dict(count=0), lock),
        "Value": (count_value, value, value.get_lock()),
        "plain dict": (count_dict, {"count": 0}, lock),
    }
    rounds = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, contender in contenders.items():
            rounds[name].append(measure(*contender))
    return rounds


def main():
    with mp.Manager() as manager:
        rounds = compare(manager)
    for name, times in rounds.items():
        low, middle, high = min(times), statistics.median(times), max(times)
        print(f"{name}: {middle:.3f} µs, {low:.3f} to {high:.3f}")
    return rounds


if __name__ == "__main__":
    main()
