"""A pool of processes takes the same calls as a pool of threads."""

import time
from concurrent.futures import ProcessPoolExecutor, as_completed

SECONDS = {"rice": 0.4, "soup": 0.2, "salad": 0.1}


def cook(dish):
    print(f"{dish} begins")
    time.sleep(SECONDS[dish])
    print(f"{dish} is done")
    return dish


def main():
    with ProcessPoolExecutor(2) as pool:
        mapped = list(pool.map(cook, SECONDS))
        print(f"map: {mapped}")
        futures = [pool.submit(cook, dish) for dish in SECONDS]
        completed = [future.result() for future in as_completed(futures)]
        print(f"as_completed: {completed}")
    return mapped, completed


if __name__ == "__main__":
    main()
