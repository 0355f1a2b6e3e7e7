"""How long a run was held up: its threads were ready and had no CPU, because others used it.

Linux tells how long each thread has waited for a CPU: the second figure of its ``schedstat``, in
nanoseconds (https://docs.kernel.org/scheduler/sched-stats.html). Threads of the run that want the
same CPU wait for each other too, which is not the fault of other programs. So others are to blame
for at most as much waiting as the CPU time that they used meanwhile.
"""

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path


def busy() -> float:
    """Seconds that the CPUs which this process may use have been busy, together (proc_stat(5)).

    Raises OSError if the system does not tell.
    """
    tick = os.sysconf("SC_CLK_TCK")
    cpus = {b"cpu%d" % number for number in os.sched_getaffinity(0)}
    total = 0
    for line in Path("/proc/stat").read_bytes().splitlines():
        name, *figures = line.split()
        if name in cpus:
            # Leaves out idle time (the 4th and 5th figure). Guest time is part of user time.
            user, nice, system, _, _, *interrupts = map(int, figures[:7])
            total += user + nice + system + sum(interrupts)
    return total / tick


class HeldUp:
    """Measures how long the threads of one run wait for a CPU, from now on."""

    def __init__(self) -> None:
        self.ready: dict[int, int] = {}
        """Thread id → nanoseconds for which it had been ready without a CPU at the last look."""
        self.own = time.process_time()
        try:
            self.busy: float | None = busy()
        except (AttributeError, OSError):
            self.busy = None

    def look(self, pids: Iterable[int]) -> None:
        """Note how long each thread of the processes ``pids`` has waited so far."""
        for pid in pids:
            with contextlib.suppress(OSError, ValueError, IndexError):  # it has ended
                for thread in Path(f"/proc/{pid}/task").iterdir():
                    self.look_at(thread)

    def look_at(self, thread: Path) -> None:
        """Note how long a thread has waited so far; ``thread`` is its folder in /proc.

        Raises OSError if it has ended.
        """
        figures = Path(thread, "schedstat").read_bytes().split()
        self.ready[int(thread.name)] = int(figures[1])

    def look_at_child(self) -> None:
        """Wait until a child ends, and note how long its main thread waited in its life."""
        if self.busy is None:
            return
        if ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT):
            with contextlib.suppress(OSError, ValueError, IndexError):
                self.look_at(Path(f"/proc/{ended.si_pid}"))

    def figures(self, cpu: float | None) -> dict[str, float | None]:
        """The fields ``ready`` and ``disturbed`` of a Run that used ``cpu`` seconds of CPU time."""
        if self.busy is None or cpu is None or not self.ready:
            return {"ready": None, "disturbed": 0.0}
        ready = sum(self.ready.values()) / 1e9
        # CPU time of this process does not count: a run has a supervisor even when it is alone.
        others = busy() - self.busy - cpu - (time.process_time() - self.own)
        return {"ready": ready, "disturbed": max(0.0, min(ready, others))}
