"""A lock that another thread held at the fork stays locked in the child."""

import multiprocessing as mp
import threading
import warnings

lock = threading.Lock()


def hold(locked, done):
    with lock:
        print("the thread has locked the lock")
        locked.set()
        done.wait()


def try_lock(report):
    print(f"threads in the child: {threading.active_count()}")
    got_it = lock.acquire(timeout=0.5)
    print(f"the child could lock the lock: {got_it}")
    report.put(got_it)


def main():
    if "fork" not in mp.get_all_start_methods():
        print("this system cannot fork")
        return None
    context = mp.get_context("fork")
    locked, done = threading.Event(), threading.Event()
    threading.Thread(target=hold, args=(locked, done), daemon=True).start()
    locked.wait()
    report = context.SimpleQueue()
    child = context.Process(target=try_lock, args=(report,))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DeprecationWarning)
        child.start()
    for warning in caught:
        print("warning:", str(warning.message).partition(", ")[2])
    done.set()
    child.join()
    return report.get(), len(caught)


if __name__ == "__main__":
    main()
