"""Greenlets that wait in gevent.sleep() wait at the same time.

Needs: pip install gevent
"""

import gevent

SECONDS = 0.3


def work(name):
    print(f"{name} begins")
    gevent.sleep(SECONDS)
    print(f"{name} is done")


def main():
    jobs = [gevent.spawn(work, name) for name in ("Ann", "Bo", "Cy")]
    gevent.joinall(jobs)
    print("all have been waited for")


if __name__ == "__main__":
    main()
