"""Forks without end."""

import os
import time

if __name__ == "__main__":
    print("last words before the forks", flush=True)
    end = time.monotonic() + 10
    while time.monotonic() < end:
        os.fork()
