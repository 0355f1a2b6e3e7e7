"""A blocking read returns when there is something to read."""

import os
import threading
import time


def write_later(tried, inlet):
    tried.wait()
    time.sleep(0.3)
    print("the writer writes")
    os.write(inlet, b"hello")


def main():
    outlet, inlet = os.pipe()
    tried = threading.Event()
    writer = threading.Thread(
        target=write_later, args=(tried, inlet), name="writer", daemon=True
    )
    writer.start()
    print("the reader reads")
    tried.set()
    start, cpu_start = time.monotonic(), time.thread_time()
    data = os.read(outlet, 100)
    waited = time.monotonic() - start
    cpu = time.thread_time() - cpu_start
    print(f"the reader has {data}")
    print(f"it waited {waited:.3f} s, with {cpu:.3f} s of CPU time")
    writer.join()
    os.close(outlet)
    os.close(inlet)
    return data, waited, cpu


if __name__ == "__main__":
    main()
