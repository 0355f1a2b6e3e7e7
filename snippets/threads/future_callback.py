"""A callback runs in the worker, or at once if the future is done."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

told = []


def cook(dish, go_on):
    go_on.wait()
    time.sleep(0.2)
    print(f"the {dish} is ready")
    return dish


def tell(future):
    name = threading.current_thread().name
    print(f"{name} is told of the {future.result()}")
    told.append((future.result(), name))


def main():
    told.clear()
    go_on = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="worker") as pool:
        soup = pool.submit(cook, "soup", go_on)
        soup.add_done_callback(tell)  # before it is done
        go_on.set()
        fish = pool.submit(cook, "fish", go_on)
        fish.result()
        fish.add_done_callback(tell)  # afterwards
    return told


if __name__ == "__main__":
    main()
