"""Work written for an executor runs in the processes of one machine."""

import math
import os
from concurrent.futures import ProcessPoolExecutor

RANGES = [range(n, n + 5_000) for n in range(0, 30_000, 5_000)]


def count_primes(numbers):
    """How many of ``numbers`` are prime, and which process counted."""
    count = sum(
        n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))
        for n in numbers
    )
    print(f"{count} primes in {numbers}")
    return count, os.getpid()


def count_all(executor):
    """The program: it knows nothing of where its work is done."""
    results = list(executor.map(count_primes, RANGES))
    return sum(count for count, _ in results), {pid for _, pid in results}


def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        total, pids = count_all(executor)
    print(f"{total} primes, counted by {len(pids)} processes")
    return total, pids


if __name__ == "__main__":
    main()
