"""Two threads compute side by side only where there is no GIL."""

import statistics
import sys
import time
from threading import Thread

NUMBER = 800_000
ROUNDS = 5


def compute():
    """Add up some squares: plain Python, nothing that releases the GIL."""
    total = 0
    for n in range(NUMBER):
        total += n * n
    return total


def one_after_the_other():
    compute()
    compute()


def in_two_threads():
    threads = [Thread(target=compute) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    rounds = {one_after_the_other: [], in_two_threads: []}
    for _ in range(ROUNDS):
        for way, times in rounds.items():
            start = time.perf_counter()
            way()
            times.append((time.perf_counter() - start) * 1000)
    is_enabled = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(f"the GIL is {'on' if is_enabled else 'off'}")
    for way, times in rounds.items():
        name = way.__name__.replace("_", " ")
        median = statistics.median(times)
        print(
            f"{name}: {median:.1f} ms, {min(times):.1f} to {max(times):.1f}"
        )
    return {way.__name__: times for way, times in rounds.items()}


if __name__ == "__main__":
    main()
