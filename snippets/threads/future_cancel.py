"""cancel() takes back a call that has not begun, and no other."""

import threading
from concurrent.futures import ThreadPoolExecutor

begun = threading.Event()
served = threading.Event()


def cook(dish):
    print(f"the {dish} is on the stove")
    begun.set()
    served.wait()
    return dish


def main():
    with ThreadPoolExecutor(1) as pool:
        soup, rice, fish = [
            pool.submit(cook, dish) for dish in ("soup", "rice", "fish")
        ]
        begun.wait()
        print(f"cancel the soup: {soup.cancel()}")
        print(f"cancel the rice: {rice.cancel()}")
        pool.shutdown(wait=False, cancel_futures=True)
        print(f"after shutdown, the fish is cancelled: {fish.cancelled()}")
        served.set()
    print(f"done all the same: the {soup.result()}")
    return [future.cancelled() for future in (soup, rice, fish)]


if __name__ == "__main__":
    main()
