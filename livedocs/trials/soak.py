"""Run every snippet's tests many times in a row on two cores, first calm and then busy ones.

python -m livedocs.trials.soak          50 rounds of each
python -m livedocs.trials.soak 10 busy  10 rounds, only on cores that other processes keep busy
"""

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from livedocs.trials import trial

CORES = 2


def stay_on_two_cores() -> None:
    """Restrict this process and those that it starts to two cores, if the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


@contextmanager
def busy_cores() -> Iterator[None]:
    """A context manager that keeps both cores busy."""
    command = [sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(command) for _ in range(CORES)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def soak(files: list[trial.FileOfTests], rounds: int, load: str) -> Counter[str]:
    """Run all tests of ``files`` in ``rounds`` rounds; prints and returns how often each failed."""
    failed: Counter[str] = Counter()
    for number in range(1, rounds + 1):
        for file in files:
            outcomes = trial.run_tests(sys.executable, file, list(file.tests))
            for test, (outcome, why) in outcomes.items():
                if outcome == "failed":
                    failed[f"{file.path.name}::{test}"] += 1
                    print(f"{load}, round {number}: {file.path.name}::{test}: {why}", flush=True)
        print(f"{load}, round {number} of {rounds}: {failed.total()} failed so far", flush=True)
    return failed


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m livedocs.trials.soak")
    parser.add_argument("rounds", nargs="?", type=int, default=50)
    parser.add_argument("load", nargs="?", choices=["calm", "busy"], help="without it, both")
    options = parser.parse_args(arguments)
    stay_on_two_cores()
    files = trial.read_all_tests()
    results = {}
    if options.load != "busy":
        results["calm"] = soak(files, options.rounds, "calm")
    if options.load != "calm":
        with busy_cores():
            results["busy"] = soak(files, options.rounds, "busy")
    for load, failed in results.items():
        print(f"{load}: {options.rounds} rounds, {failed.total()} failed")
        for test, times in failed.most_common():
            print(f"  {times} of {options.rounds}: {test}")
    return 1 if any(results.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
