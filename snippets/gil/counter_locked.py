"""A lock around read, pause and write keeps every count."""

import threading
import time

VISITORS = 5

count = 0
lock = threading.Lock()


def visit(name):
    global count
    with lock:
        seen = count
        print(f"{name} reads {seen}")
        time.sleep(0.1)  # a barrier would never open: the rest wait outside
        count = seen + 1
        print(f"{name} writes {seen + 1}")


def main():
    global count
    count = 0
    visitors = [
        threading.Thread(target=visit, args=(name,), name=name)
        for name in ("Ann", "Bo", "Cy", "Di", "Ed")
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print(f"{VISITORS} visitors, counted {count}")
    return count


if __name__ == "__main__":
    main()
