"""Shared memory has no lock of its own: updates are lost."""

import multiprocessing as mp
from multiprocessing.shared_memory import ShareableList

WORKERS = 4


def count(name, all_have_read):
    numbers = ShareableList(name=name)
    value = numbers[0]
    all_have_read.wait()  # makes the loss certain instead of rare
    numbers[0] = value + 1
    numbers.shm.close()


def main():
    all_have_read = mp.Barrier(WORKERS)
    numbers = ShareableList([0])
    try:
        workers = [
            mp.Process(target=count, args=(numbers.shm.name, all_have_read))
            for _ in range(WORKERS)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        total = numbers[0]
    finally:
        numbers.shm.close()
        numbers.shm.unlink()
    print(f"{WORKERS} workers counted to {total}")
    return total


if __name__ == "__main__":
    main()
