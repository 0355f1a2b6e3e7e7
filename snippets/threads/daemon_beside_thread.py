"""A daemon thread lives until the last thread that is no daemon ends."""

import threading
import time

both = threading.Barrier(2)


def stay(name, seconds):
    print(f"{name} is here")
    threading.main_thread().join()
    print(f"{name} has seen the main thread end")
    both.wait()
    time.sleep(seconds)
    print(f"{name} leaves")


def main():
    for name, seconds, is_daemon in (
        ("the daemon", 60, True),
        ("Ann", 0.3, False),
    ):
        thread = threading.Thread(
            target=stay, args=(name, seconds), name=name, daemon=is_daemon
        )
        thread.start()
    time.sleep(0.2)
    print("the main thread has nothing more to do")


if __name__ == "__main__":
    main()
