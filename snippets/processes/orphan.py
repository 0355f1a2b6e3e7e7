"""An orphan, a process whose parent is dead, lives on under another."""

import multiprocessing as mp
import os

# With spawn the parent is the process that called start(); with
# forkserver it would be the server, which does not die here.
context = mp.get_context("spawn")


def be_orphaned(parents, orphaned):
    parents.put(os.getppid())
    orphaned.wait()
    print(f"my parent is now {os.getppid()}")
    parents.put(os.getppid())


def be_parent(parents, orphaned):
    child = context.Process(target=be_orphaned, args=(parents, orphaned))
    child.start()
    child.join()


def main():
    parents = context.SimpleQueue()
    orphaned = context.Event()
    parent = context.Process(target=be_parent, args=(parents, orphaned))
    parent.start()
    before = parents.get()
    print(f"process {before} has a child")
    parent.kill()
    parent.join()
    print(f"process {before} is dead")
    orphaned.set()
    return before, parents.get(), parent.pid


if __name__ == "__main__":
    main()
