"""A callback runs in the main process, in a thread of the pool."""

import multiprocessing as mp
import os
import threading


def work(name):
    print(f"{name} is cooked")
    return name, os.getpid()


def main():
    places = []

    def serve(result):
        name, _ = result
        print(f"{name} is served")
        places.append((os.getpid(), threading.current_thread().name))

    with mp.Pool(2) as pool:
        results = [
            pool.apply_async(work, (name,), callback=serve)
            for name in ("soup", "rice", "bun")
        ]
        workers = {result.get()[1] for result in results}
        pool.close()
        pool.join()
    print(f"the callbacks ran in {places[0][1]}")
    return places, workers


if __name__ == "__main__":
    main()
