"""A Value is a number in memory that processes share, without a server."""

import multiprocessing as mp

PROCESSES = 10


def count_down(shared, lock, all_here):
    all_here.wait()
    with lock:  # from reading to writing, nobody else is in here
        count = shared.value
        print(f"{mp.current_process().name} reads {count}")
        shared.value = count - 1


def count_together(shared):
    all_here = mp.Barrier(PROCESSES, timeout=60)
    arguments = shared, shared.get_lock(), all_here
    children = [
        mp.Process(target=count_down, args=arguments, daemon=True)
        for _ in range(PROCESSES)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return shared.value


def main():
    left = count_together(mp.Value("i", PROCESSES))
    print(f"{PROCESSES} counted down from {PROCESSES}: {left} left")
    return left


if __name__ == "__main__":
    main()
