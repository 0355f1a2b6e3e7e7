"""Ctrl-C interrupts every process of a program, not only the main one."""

import multiprocessing as mp
import os
import signal
import time


def work(started):
    name = mp.current_process().name
    try:
        started.put(name)
        time.sleep(60)
    except KeyboardInterrupt:
        print(f"{name} is interrupted")


def main():
    if os.name == "nt":
        print("on Windows no program can press Ctrl-C: press it yourself")
        return None
    started = mp.SimpleQueue()
    children = [
        mp.Process(target=work, args=(started,), name=name)
        for name in ("Ann", "Bo")
    ]
    try:
        for child in children:
            child.start()
            started.get()
        for child in children:  # what the terminal does at Ctrl-C
            os.kill(child.pid, signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        print("main is interrupted")
    for child in children:
        child.join()
    return [child.exitcode for child in children]


if __name__ == "__main__":
    main()
