"""A pool of interpreters is one process with a thread for each of them."""

import os
from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor


def work(name):
    """Runs in another interpreter; its arguments and result are copies."""
    number = interpreters.get_current().id
    print(f"{name} is in interpreter {number}")
    return os.getpid(), number


def main():
    with InterpreterPoolExecutor(max_workers=2) as pool:
        places = list(pool.map(work, ["Ann", "Bo", "Cy", "Di"]))
    pids = {pid for pid, _ in places}
    print(f"all in one process: {pids == {os.getpid()}}")
    return os.getpid(), places


if __name__ == "__main__":
    main()
