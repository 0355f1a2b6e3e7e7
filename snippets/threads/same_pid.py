"""The threads of a process share its PID; each has its own number."""

import os
import threading


def introduce(report, together):
    me = threading.current_thread()
    print(f"{me.name}: process {os.getpid()}, thread {me.native_id}")
    report[me.name] = os.getpid(), me.native_id
    together.wait()  # the number of an ended thread may be used again


def main():
    report = {}
    together = threading.Barrier(3)
    threads = [
        threading.Thread(
            target=introduce, args=(report, together), name=name
        )
        for name in ("Ann", "Bo")
    ]
    for thread in threads:
        thread.start()
    introduce(report, together)
    for thread in threads:
        thread.join()
    return report


if __name__ == "__main__":
    main()
