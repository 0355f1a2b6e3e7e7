"""start() cannot send a spawned child what cannot be pickled."""

import multiprocessing as mp
import threading
from pickle import PicklingError

# With fork nothing is pickled, and each of these would start.
context = mp.get_context("spawn")


def greet(what):
    print(f"hello from the child, which got {what}")


def start(target, *args):
    """Start a child; return the error where that is not possible."""
    child = context.Process(target=target, args=args)
    try:
        child.start()
    except (PicklingError, AttributeError, TypeError) as error:
        return error
    child.join()
    return None


def main():
    errors = {
        "a function and a list": start(greet, ["soup"]),
        "a lambda": start(lambda: print("never printed")),
        "a function and a lock": start(greet, threading.Lock()),
    }
    for what, error in errors.items():
        print(f"{what}: {error or 'started'}")
    return errors


if __name__ == "__main__":
    main()
