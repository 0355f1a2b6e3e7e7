"""Snippets, and records of followed runs of them that were made by hand, for a tiny site."""

import sys

from livedocs.record.run import Lane, Line, Run, Stretch
from livedocs.run import cache
from livedocs.run.running import TIMEOUT
from livedocs.snippet import Snippet

LOCK = '''\
"""Two processes take turns."""

import multiprocessing as mp
import time


def work(lock, name):
    print(f"{name} comes")
    with lock:
        print(f"{name} has the lock")
        sum(range(10_000_000))
    print(f"{name} is done")


def main():
    lock = mp.Lock()
    workers = [mp.Process(target=work, args=(lock, name), name=name) for name in ("Ann", "Bo")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("all are done")


if __name__ == "__main__":
    main()
'''

MANY = '''\
"""Many threads loop."""

import threading


def loop(number):
    for turn in range(100):
        print(number, turn)


def main():
    threads = [threading.Thread(target=loop, args=(n,), name=f"Looper {n}") for n in range(23)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
'''

SILENT = '''\
"""It is killed before it prints."""

import os
import signal
import time

time.sleep(0.1)
os.kill(os.getpid(), signal.SIGKILL)
'''


def _run(**fields):
    return Run(
        **{
            "started": "2026-01-02T03:04:05+00:00",
            "python": "CPython 3.14.0",
            "system": "Linux x86_64",
            "cpus": 2,
            "exit": 0,
            "exceeded": "",
            "left_behind": (),
            "cpu": 0.5,
            "peak_memory": 12_000_000,
            "start_methods": (),
            "cut_lines": 0,
            "cut_bytes": 0,
        }
        | fields
    )


def _lane(name, pid, start, end, **changes):
    fields = {"kind": "process", "parent": 0, "daemon": False, "ending": 0, "began": start + 0.05}
    return Lane(name=name, pid=pid, start=start, end=end, **fields | changes)


def _stretches(lane, *parts):
    """Each of ``parts``: when it begins, the line, and its share of a CPU; the last one's end."""
    times = [*parts[1:], (parts[-1],)]
    return [
        Stretch(lane, start, end, line, (end - start) * share, False)
        for (start, line, share), (end, *_) in zip(parts[:-1], times[:-1], strict=True)
    ]


def lock_run():
    """The run of ``LOCK``: Ann has the lock first, and Bo waits for it."""
    lanes = (
        _lane("MainProcess", 4001, 0, 1.0, parent=None),
        _lane("Ann", 4002, 0.1, 0.5),
        _lane("Bo", 4003, 0.12, 0.9),
    )
    written = [
        (0.15, 1, "Ann comes", 8),
        (0.151, 1, "Ann has the lock", 10),
        (0.17, 2, "Bo comes", 8),
        (0.45, 1, "Ann is done", 12),
        (0.451, 2, "Bo has the lock", 10),
        (0.85, 2, "Bo is done", 12),
        (0.92, 0, "all are done", 22),
    ]
    return _run(
        snippet="first/lock.py",
        wall=1.0,
        lanes=lanes,
        lines=tuple(Line(at, lane, "stdout", text, line) for at, lane, text, line in written),
        stretches=(
            *_stretches(
                0,
                (0.05, 3, 1),
                (0.06, 16, 1),
                (0.1, 19, 1),
                (0.125, 21, 0),
                (0.92, 22, 1),
                (0.921,),
            ),
            *_stretches(
                1,
                (0.15, 8, 1),
                (0.1505, 9, 1),
                (0.151, 10, 1),
                (0.152, 11, 0.97),
                (0.45, 12, 1),
                (0.451,),
            ),
            *_stretches(
                2,
                (0.17, 8, 1),
                (0.1705, 9, 0),
                (0.451, 10, 1),
                (0.452, 11, 0.52),
                (0.85, 12, 1),
                (0.851,),
            ),
        ),
    )


def many_run():
    """The run of ``MANY``: 24 lanes, 1,500 stretches, 500 lines of output; the rest was cut."""
    threads = range(1, 24)
    return _run(
        snippet="first/many.py",
        wall=20.0,
        cut_lines=1800,
        cut_bytes=20_000,
        lanes=(
            _lane("MainProcess", 4001, 0, 20.0, parent=None),
            *[
                _lane(
                    f"Looper {n - 1}", 4001, 0.1 * n, 19.0, kind="thread", began=None, ending=None
                )
                for n in threads
            ],
        ),
        lines=tuple(
            Line(3 + n / 30, 1 + n % 23, "stdout", f"{n % 23} {n // 23}", 8) for n in range(500)
        ),
        stretches=(
            *_stretches(0, (0.05, 12, 1), (0.1, 14, 0.5), (2.5, 16, 0), (19.5,)),
            *[
                stretch
                for n in threads
                for stretch in _stretches(
                    n,
                    *[(3 + turn * 0.25 + n / 1000, 7 + turn % 2, 0.04) for turn in range(64)],
                    (19.0,),
                )
            ],
        ),
    )


def silent_run():
    """The run of ``SILENT``: it has no output, and its only lane was killed in its last stretch."""
    return _run(
        snippet="first/silent.py",
        wall=0.16,
        exit=-9,
        lanes=(_lane("MainProcess", 4001, 0, 0.16, parent=None, ending=-9),),
        lines=(),
        stretches=tuple(_stretches(0, (0.05, 3, 1), (0.055, 7, 0), (0.155, 8, 1), (0.16,))),
    )


RUNS = {
    "first/lock.py": (LOCK, lock_run()),
    "first/many.py": (MANY, many_run()),
    "first/silent.py": (SILENT, silent_run()),
}

FENCES = """\
```snippet exec="on" python="all"
first/lock.py
```

```snippet exec="on"
first/many.py
```

```snippet exec="on" returncode="-9"
first/silent.py
```
"""


def put_into(site):
    """Let the home pages of the tiny ``site`` show these runs, as if they had been made before."""
    for name, (source, run) in RUNS.items():
        path = site.folder / "snippets" / name
        path.write_text(source, "utf-8")
        snippet = Snippet(name, path)
        cache.store(run, snippet, TIMEOUT, sys.executable, folder=site.folder / ".cache")
    site.add_fence(FENCES)
