"""Without a lock around read and write, a shared dict loses updates."""

import multiprocessing as mp

PROCESSES = 10  # the article has 100; set it here


def count_down(shared, all_here):
    count = shared["count"]
    print(f"{mp.current_process().name} reads {count}")
    all_here.wait()  # now everybody has read, and nobody has written
    shared["count"] = count - 1


def count_together(shared):
    arguments = shared, mp.Barrier(PROCESSES, timeout=60)
    children = [
        mp.Process(target=count_down, args=arguments, daemon=True)
        for _ in range(PROCESSES)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return shared["count"]


def main():
    with mp.Manager() as manager:
        left = count_together(manager.dict(count=PROCESSES))
    print(f"{PROCESSES} counted down from {PROCESSES}: {left} left")
    return left


if __name__ == "__main__":
    main()
