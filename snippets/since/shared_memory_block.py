"""Two processes see the same bytes of a shared memory block."""

import multiprocessing as mp
from multiprocessing.shared_memory import SharedMemory


def shout(name, written):
    block = SharedMemory(name)
    print(f"the child reads {bytes(block.buf[:5])}")
    block.buf[:5] = bytes(block.buf[:5]).upper()
    print("the child has written")
    block.close()
    written.set()


def main():
    written = mp.Event()
    block = SharedMemory(create=True, size=5)
    try:
        block.buf[:5] = b"hello"
        child = mp.Process(target=shout, args=(block.name, written))
        child.start()
        written.wait()
        seen = bytes(block.buf[:5])
        print(f"the parent reads {seen}")
        child.join()
    finally:
        block.close()
        block.unlink()
    return seen


if __name__ == "__main__":
    main()
