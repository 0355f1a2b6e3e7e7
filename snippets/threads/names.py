"""A name is for people; the number comes from the operating system."""

import threading


def introduce(report):
    me = threading.current_thread()
    print(f"{me.name} is thread {me.native_id}")
    report.append(me.name)


def main():
    report = []
    unnamed = threading.Thread(target=introduce, args=(report,))
    named = threading.Thread(target=introduce, args=(report,), name="cook")
    renamed = threading.Thread(target=introduce, args=(report,))
    renamed.name = "waiter"
    threads = [unnamed, named, renamed]
    print(f"before start(): {[thread.native_id for thread in threads]}")
    for thread in threads:
        thread.start()
        thread.join()
    return report


if __name__ == "__main__":
    main()
