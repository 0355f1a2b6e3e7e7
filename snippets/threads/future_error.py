"""An exception stays in its future until somebody asks for the result."""

import time
from concurrent.futures import ThreadPoolExecutor


def cook(dish):
    print(f"{dish} begins")
    time.sleep(0.2)
    if dish == "milk":
        raise ValueError("the milk is sour")
    return dish


def main():
    with ThreadPoolExecutor(thread_name_prefix="cook") as pool:
        futures = [pool.submit(cook, dish) for dish in ("milk", "soup")]
    print("all are done, and nobody has complained")
    asked = []
    for future in futures:
        try:
            asked.append(future.result())
        except ValueError as error:
            asked.append(error)
        print(f"asked for the result, got {asked[-1]!r}")
    return asked


if __name__ == "__main__":
    main()
