"""After monkey patching even time.sleep() lets other greenlets run.

Needs: pip install gevent
"""

from gevent import monkey

monkey.patch_all()  # before anything else is imported

import time  # noqa: E402

import gevent  # noqa: E402


def work(name):
    print(f"{name} begins")
    time.sleep(0.2)
    print(f"{name} is done")


def main():
    gevent.joinall([gevent.spawn(work, name) for name in ("Ann", "Bo")])


if __name__ == "__main__":
    main()
