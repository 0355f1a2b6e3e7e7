"""Starting all threads first lets them work at the same time."""

import threading
import time

SECONDS = 0.3


def work(name, spans):
    start = time.monotonic()
    print(f"{name} begins")
    time.sleep(SECONDS)
    print(f"{name} is done")
    spans.append((start, time.monotonic()))


def main():
    spans = []
    threads = [
        threading.Thread(target=work, args=(name, spans), name=name)
        for name in ("Ann", "Bo", "Cy")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("all have been waited for")
    return spans


if __name__ == "__main__":
    main()
