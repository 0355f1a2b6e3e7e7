"""The same work runs on a cluster when it is given another executor.

Needs: pip install distributed
"""

import math
import os

from distributed import Client, LocalCluster

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
    # A scheduler and two workers on this machine. For a real cluster:
    # Client("tcp://the-scheduler:8786")
    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    )
    with cluster, Client(cluster) as client:
        print(f"the scheduler is at {cluster.scheduler_address}")
        with client.get_executor() as executor:
            total, pids = count_all(executor)
    print(f"{total} primes, counted by {len(pids)} processes")
    return total, pids


if __name__ == "__main__":
    main()
