"""Threads that read, pause and write lose counts, GIL or not."""

import threading
import time

VISITORS = 5

count = 0
# Nobody writes before everybody has read: the worst order, always.
everybody_has_read = threading.Barrier(VISITORS)


def visit(name):
    global count
    seen = count
    print(f"{name} reads {seen}")
    everybody_has_read.wait()
    time.sleep(0.1)
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
