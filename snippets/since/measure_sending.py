"""Handing over a large array through shared memory beats pickling it."""

import multiprocessing as mp
import statistics
import time
from multiprocessing.shared_memory import SharedMemory

SIZE = 16_000_000
ROUNDS = 7


def serve(pipe):
    """Touch each block that comes, as bytes or as a name."""
    while (message := pipe.recv()) is not None:
        if isinstance(message, str):
            block = SharedMemory(message)
            pipe.send(block.buf[SIZE - 1])
            block.close()
        else:
            pipe.send(message[SIZE - 1])


def measure(pipe, message):
    start = time.perf_counter()
    pipe.send(message)
    pipe.recv()
    return (time.perf_counter() - start) * 1000


def main():
    block = SharedMemory(create=True, size=SIZE)
    ours, theirs = mp.Pipe()
    server = mp.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        block.buf[:SIZE] = bytes(SIZE)
        ways = {"pickled": bytes(SIZE), "shared memory": block.name}
        rounds = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, message in ways.items():
                rounds[name].append(measure(ours, message))
        ours.send(None)
        server.join()
    finally:
        block.close()
        block.unlink()
    for name, times in rounds.items():
        median = statistics.median(times)
        print(
            f"{name}: {median:.3f} ms, {min(times):.3f} to {max(times):.3f}"
        )
    return rounds


if __name__ == "__main__":
    main()
