"""Beside a computing thread, others get the GIL a switch interval late."""

import sys
import threading
import time

NAPS = 20
SECONDS = 0.002

stop = threading.Event()


def compute():
    while not stop.is_set():
        pass


def lateness():
    """Nap, and tell how much too late this thread went on, in ms."""
    start = time.perf_counter()
    for _ in range(NAPS):
        time.sleep(SECONDS)
    return ((time.perf_counter() - start) / NAPS - SECONDS) * 1000


def alone():
    return lateness()


def beside(interval):
    before = sys.getswitchinterval()
    sys.setswitchinterval(interval)
    stop.clear()
    computing = threading.Thread(target=compute, daemon=True)
    computing.start()
    try:
        return lateness()
    finally:
        stop.set()
        computing.join()
        sys.setswitchinterval(before)


def main():
    with_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(f"GIL: {'yes' if with_gil else 'no'}")
    rounds = {"alone": []}
    for _ in range(5):
        rounds["alone"].append(alone())
        for interval in (0.0005, 0.005):
            name = f"switch interval {interval * 1000:g} ms"
            rounds.setdefault(name, []).append(beside(interval))
    for name, times in rounds.items():
        low, _, median, _, high = sorted(times)
        print(f"{name}: {median:.2f} ms, {low:.2f} to {high:.2f}")
    return rounds


if __name__ == "__main__":
    main()
