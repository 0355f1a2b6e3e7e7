"""Greenlets that wait in gevent.sleep() wait at the same time.

Needs: pip install gevent
"""

import threading
import time

import gevent

SECONDS = 0.3


def work(name, spans):
    start = time.monotonic()
    print(f"{name} begins")
    gevent.sleep(SECONDS)
    print(f"{name} is done")
    spans.append((start, time.monotonic(), threading.get_ident()))


def main():
    spans = []
    jobs = [gevent.spawn(work, name, spans) for name in ("Ann", "Bo", "Cy")]
    gevent.joinall(jobs)
    print("all have been waited for")
    return spans


if __name__ == "__main__":
    main()
