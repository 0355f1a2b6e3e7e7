"""A child knows its parent: the process that called start()."""

import multiprocessing as mp
import os


def introduce(report):
    me = mp.current_process()
    parent = mp.parent_process()
    print(f"{me.name} is {me.pid}, child of {parent.pid}")
    report.put((me.name, os.getpid(), parent.pid))


def main():
    report = mp.SimpleQueue()
    children = [
        mp.Process(target=introduce, args=(report,)),
        mp.Process(target=introduce, args=(report,), name="waiter"),
    ]
    main_process = mp.current_process()
    print(f"{main_process.name} is {main_process.pid}")
    for child in children:
        child.start()
        print(f"started {child.name}, {child.pid}")
    for child in children:
        child.join()
    return {child.name: child.pid for child in children}, {
        report.get() for _ in children
    }


if __name__ == "__main__":
    main()
