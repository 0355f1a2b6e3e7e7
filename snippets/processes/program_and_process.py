"""One program run three times is three processes, each with its own PID."""

import subprocess
import sys

PROGRAM = "import os; print(f'the same program, as process {os.getpid()}')"
RUNS = 3


def start_program():
    """Let Python run PROGRAM in a new process."""
    return subprocess.Popen([sys.executable, "-c", PROGRAM])


def main():
    processes = [start_program() for _ in range(RUNS)]
    for process in processes:
        process.wait()
    pids = [process.pid for process in processes]
    print(f"started {len(set(pids))} processes from 1 program")
    return pids


if __name__ == "__main__":
    main()
