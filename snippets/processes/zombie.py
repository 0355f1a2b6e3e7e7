"""A child that has ended is a zombie until its parent waits for it."""

import multiprocessing as mp
import os
from pathlib import Path


def state(pid):
    """The kernel's letter for the state of a process, or "gone"."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return "gone"
    return stat.rpartition(")")[2].split()[0]


def main():
    if not Path("/proc/self/stat").exists():
        print("this system has no /proc to look into")
        return None
    # Forked, the child is our own: a fork server would wait for it.
    child = mp.get_context("fork").Process(target=print, args=("bye",))
    child.start()
    # WNOWAIT: sleep until it has ended, but leave it as it is.
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    states = [state(child.pid)]
    print(f"the child has ended; its state is {states[0]}")
    child.join()
    states.append(state(child.pid))
    print(f"the child was joined; its state is {states[1]}")
    return states


if __name__ == "__main__":
    main()
