"""A condition wakes a thread when what it waits for may have come true."""

import threading
import time

dishes = []
changed = threading.Condition()


def enough():
    """wait_for() calls this, and always with the lock held."""
    print(f"Ann counts the dishes: {len(dishes)}")
    return len(dishes) >= 3


def serve(served):
    with changed:
        changed.wait_for(enough)  # gives the lock back while it waits
        served.extend(dishes)
    print(f"Ann serves {served}")


def cook():
    for dish in ("soup", "fish", "rice"):
        time.sleep(0.15)
        with changed:
            dishes.append(dish)
            print(f"Bo has cooked the {dish}")
            changed.notify_all()


def main():
    served = []
    dishes.clear()
    ann = threading.Thread(target=serve, args=(served,), name="Ann")
    bo = threading.Thread(target=cook, name="Bo")
    for thread in (ann, bo):
        thread.start()
    for thread in (ann, bo):
        thread.join()
    return served


if __name__ == "__main__":
    main()
