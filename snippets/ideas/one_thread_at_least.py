"""Every process has a main thread, and may start more."""

import multiprocessing as mp
import threading
import time


def threads_here(process):
    names = [thread.name for thread in threading.enumerate()]
    print(f"threads of the {process}: {', '.join(names)}")
    return names


def work(report):
    report.put(threads_here("child"))
    done = threading.Event()
    helper = threading.Thread(target=done.wait, name="helper")
    helper.start()
    report.put(threads_here("child"))
    time.sleep(0.1)
    done.set()
    helper.join()


def main():
    report = mp.SimpleQueue()
    child = mp.Process(target=work, args=(report,))
    child.start()
    of_child = [report.get(), report.get()]
    of_parent = threads_here("parent")
    child.join()
    return of_parent, of_child


if __name__ == "__main__":
    main()
