"""Right after put a queue can still be empty: a thread has to feed it."""

import multiprocessing as mp
import threading
from queue import Empty

looked = threading.Event()


class Parcel:
    """Not packed, that is pickled, before somebody has looked for it."""

    def __reduce__(self):
        looked.wait()
        print("the feeder thread packs the parcel")
        return Parcel, ()


def main():
    queue = mp.Queue()
    queue.put(Parcel())
    print("put has returned")
    try:
        queue.get_nowait()
        found = True
    except Empty:
        print("get_nowait finds nothing")
        found = False
    looked.set()
    parcel = queue.get()
    print("get has waited for the parcel")
    return found, type(parcel)


if __name__ == "__main__":
    main()
