"""An exit code tells how a child ended: by itself, or by a signal."""

import multiprocessing as mp
import os
import signal
import sys


def return_normally():
    print("returning")


def exit_with_three():
    sys.exit(3)


def raise_an_error():
    raise ValueError("the milk is sour")


def kill_itself():
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def main():
    exit_codes = {}
    for end in (
        return_normally,
        exit_with_three,
        raise_an_error,
        kill_itself,
    ):
        child = mp.Process(target=end, name=end.__name__)
        child.start()
        child.join()
        print(f"{child.name}: exitcode {child.exitcode}")
        exit_codes[child.name] = child.exitcode
    return exit_codes


if __name__ == "__main__":
    main()
