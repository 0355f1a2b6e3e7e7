"""One thread runs Python code while another one hashes."""

import hashlib
import threading
import time

DATA = bytes(200_000_000)


def compute_hash(used):
    start = time.thread_time()
    hashlib.sha256(DATA)  # gives up the GIL until it is done
    used["hasher"] = time.thread_time() - start
    print("the hasher is done")


def count_until_ended(thread, used):
    start, rounds = time.thread_time(), 0
    while thread.is_alive():
        rounds += 1
    used["counter"] = time.thread_time() - start
    print("the counter stops")


def main():
    used = {}
    hasher = threading.Thread(
        target=compute_hash, args=(used,), name="hasher"
    )
    start = time.monotonic()
    hasher.start()
    count_until_ended(hasher, used)
    wall = time.monotonic() - start
    for name, cpu in used.items():
        print(f"CPU time of the {name}: {cpu:.3f} s")
    print(f"time on the clock: {wall:.3f} s")
    return used, wall


if __name__ == "__main__":
    main()
