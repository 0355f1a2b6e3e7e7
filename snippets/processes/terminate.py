"""terminate() ends a child at once: its finally never runs."""

import multiprocessing as mp
import time


def work(started):
    try:
        print("the child works")
        started.set()
        time.sleep(60)
    finally:
        print("the child tidies up")


def main():
    started = mp.Event()
    child = mp.Process(target=work, args=(started,))
    states = {"made": (child.is_alive(), child.exitcode)}
    child.start()
    started.wait()
    states["started"] = child.is_alive(), child.exitcode
    child.terminate()
    child.join()
    states["joined"] = child.is_alive(), child.exitcode
    for moment, (alive, exit_code) in states.items():
        print(f"{moment}: is_alive {alive}, exitcode {exit_code}")
    return states


if __name__ == "__main__":
    main()
