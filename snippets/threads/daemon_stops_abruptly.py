"""A daemon thread stops where it is: its finally never runs."""

import threading
import time


def work(started):
    try:
        print("the daemon works")
        started.set()
        time.sleep(60)
    finally:
        print("the daemon tidies up")


def main():
    started = threading.Event()
    daemon = threading.Thread(
        target=work, args=(started,), name="daemon", daemon=True
    )
    daemon.start()
    started.wait()
    time.sleep(0.2)
    print("the main thread has nothing more to do")


if __name__ == "__main__":
    main()
