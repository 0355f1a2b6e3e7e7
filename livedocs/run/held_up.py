"""How long a run was held up: its threads were ready and had no CPU, because others used it.

Linux tells how long each thread has waited for a CPU: the second figure of its ``schedstat``, in
nanoseconds (https://docs.kernel.org/scheduler/sched-stats.html). Threads of the run that want the
same CPU wait for each other too, and that is no fault of the machine. So what others used of the
CPUs meanwhile bounds the time that they can be to blame for.
"""

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path


def busy() -> float:
    """Seconds of CPU time that the CPUs that this process may use have worked (proc_stat(5)).

    Raises OSError where the system does not tell.
    """
    tick = os.sysconf("SC_CLK_TCK")
    cpus = {b"cpu%d" % number for number in os.sched_getaffinity(0)}
    total = 0
    for line in Path("/proc/stat").read_bytes().splitlines():
        name, *figures = line.split()
        if name in cpus:
            # Not the 4th and 5th, which are idle; guest time, from the 9th on, counts as user too.
            user, nice, system, _, _, *interrupts = map(int, figures[:7])
            total += user + nice + system + sum(interrupts)
    return total / tick


class HeldUp:
    """How long the threads of one run have waited for a CPU, from now on."""

    def __init__(self) -> None:
        self.ready: dict[int, int] = {}
        """Thread id → nanoseconds that it was ready and had no CPU, when it was last looked at."""
        self.own = time.process_time()
        try:
            self.busy: float | None = busy()
        except (AttributeError, OSError):
            self.busy = None

    def look(self, pids: Iterable[int]) -> None:
        """Note how long each thread of the processes ``pids`` has waited until now."""
        for pid in pids:
            with contextlib.suppress(OSError, ValueError, IndexError):  # it has ended meanwhile
                for thread in Path(f"/proc/{pid}/task").iterdir():
                    self.look_at(thread)

    def look_at(self, thread: Path) -> None:
        """Note how long the ``thread`` of that folder has waited; raises OSError if it is gone."""
        figures = Path(thread, "schedstat").read_bytes().split()
        self.ready[int(thread.name)] = int(figures[1])

    def look_at_child(self) -> None:
        """Wait for the end of a child, and note how long its main thread has waited in its life."""
        if self.busy is None:
            return
        if ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT):
            with contextlib.suppress(OSError, ValueError, IndexError):
                self.look_at(Path(f"/proc/{ended.si_pid}"))

    def figures(self, cpu: float | None) -> dict[str, float | None]:
        """``ready`` and ``disturbed`` of a ``record.run.Run`` that has used ``cpu`` seconds."""
        if self.busy is None or cpu is None or not self.ready:
            return {"ready": None, "disturbed": 0.0}
        ready = sum(self.ready.values()) / 1e9
        # What this process uses is for the record: alone, the run would have it beside it too.
        others = busy() - self.busy - cpu - (time.process_time() - self.own)
        return {"ready": ready, "disturbed": max(0.0, min(ready, others))}
