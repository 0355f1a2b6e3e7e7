"""Every process begins with one thread, and Python calls it MainThread."""

import threading
import time


def introduce(report):
    me = threading.current_thread()
    is_main = me is threading.main_thread()
    print(f"I am {me.name}; am I the main thread? {is_main}")
    report.append((me.name, is_main))
    time.sleep(0.1)


def main():
    report = []
    print(f"{threading.active_count()} thread at the start")
    introduce(report)
    helper = threading.Thread(
        target=introduce, args=(report,), name="helper"
    )
    helper.start()
    helper.join()
    return report


if __name__ == "__main__":
    main()
