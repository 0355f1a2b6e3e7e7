"""With a lock around read and write every update counts."""

import multiprocessing as mp
from multiprocessing.shared_memory import ShareableList

WORKERS = 4


def count(name, lock):
    numbers = ShareableList(name=name)
    with lock:
        value = numbers[0]
        numbers[0] = value + 1
    numbers.shm.close()


def main():
    lock = mp.Lock()
    numbers = ShareableList([0])
    try:
        workers = [
            mp.Process(target=count, args=(numbers.shm.name, lock))
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
