"""A non-blocking read returns at once, with data or with an error."""

import os
import threading
import time


def write_later(tried, inlet):
    tried.wait()
    time.sleep(0.3)
    print("the writer writes")
    os.write(inlet, b"hello")


def main():
    if not hasattr(os, "set_blocking"):
        print("on Windows this needs Python 3.12 or later")
        return None
    outlet, inlet = os.pipe()
    os.set_blocking(outlet, False)
    tried = threading.Event()
    writer = threading.Thread(
        target=write_later, args=(tried, inlet), name="writer", daemon=True
    )
    writer.start()
    failures, data = 0, None
    while data is None:
        try:
            data = os.read(outlet, 100)
        except BlockingIOError as error:
            print(f"nothing to read: {error}")
            failures += 1
            tried.set()
            time.sleep(0.1)  # the reader can do something else now
    print(f"the reader has {data}")
    writer.join()
    os.close(outlet)
    os.close(inlet)
    return data, failures


if __name__ == "__main__":
    main()
