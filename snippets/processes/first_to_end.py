"""wait() returns as soon as one of several children has ended."""

import multiprocessing as mp
import time
from multiprocessing.connection import wait

SECONDS = {"Ann": 0.7, "Bo": 0.1, "Cy": 0.4}


def work(seconds):
    time.sleep(seconds)
    print(f"{mp.current_process().name} is done")


def main():
    running, ended = {}, []
    for name, seconds in SECONDS.items():
        child = mp.Process(target=work, args=(seconds,), name=name)
        child.start()
        running[child.sentinel] = child
    while running:
        for sentinel in wait(running):
            child = running.pop(sentinel)
            child.join()
            print(f"main: {child.name} ended with {child.exitcode}")
            ended.append(child.name)
    return ended


if __name__ == "__main__":
    main()
