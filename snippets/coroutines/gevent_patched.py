"""After monkey patching even time.sleep() lets other greenlets run.

Needs: pip install gevent
"""

from gevent import monkey

monkey.patch_all()  # before anything else is imported

import time  # noqa: E402

import gevent  # noqa: E402


def work(name, events):
    events.append(f"{name} begins")
    print(events[-1])
    time.sleep(0.2)
    events.append(f"{name} is done")
    print(events[-1])


def main():
    events = []
    jobs = [gevent.spawn(work, name, events) for name in ("Ann", "Bo")]
    gevent.joinall(jobs)
    return events


if __name__ == "__main__":
    main()
