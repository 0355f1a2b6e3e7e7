"""Handing over a large block in shared memory beats pickling it."""

import multiprocessing as mp
import statistics
import time
from multiprocessing.shared_memory import SharedMemory

SIZE = 16_000_000
PAGE = 4096
ROUNDS = 7


def serve(pipe):
    """Read each block that comes, as bytes or as a name, page by page."""
    while (message := pipe.recv()) is not None:
        if isinstance(message, str):
            block = SharedMemory(message)
            pipe.send(sum(block.buf[:SIZE:PAGE]))
            block.close()
        else:
            pipe.send(sum(message[:SIZE:PAGE]))


def pickled(pipe, data, block):
    pipe.send(data)


def copied_into_shared_memory(pipe, data, block):
    block.buf[:SIZE] = data
    pipe.send(block.name)


def made_in_shared_memory(pipe, data, block):
    pipe.send(block.name)


def measure(hand_over, pipe, data, block):
    start = time.perf_counter()
    hand_over(pipe, data, block)
    pipe.recv()
    return (time.perf_counter() - start) * 1000


def main():
    ways = pickled, copied_into_shared_memory, made_in_shared_memory
    rounds = {way: [] for way in ways}
    data = bytes(SIZE)
    block = SharedMemory(create=True, size=SIZE)
    ours, theirs = mp.Pipe()
    server = mp.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        block.buf[:SIZE] = data
        for _ in range(ROUNDS):
            for way in ways:
                rounds[way].append(measure(way, ours, data, block))
        ours.send(None)
        server.join()
    finally:
        block.close()
        block.unlink()
    for way, times in rounds.items():
        name = way.__name__.replace("_", " ")
        median = statistics.median(times)
        print(
            f"{name}: {median:.3f} ms, {min(times):.3f} to {max(times):.3f}"
        )
    return rounds


if __name__ == "__main__":
    main()
