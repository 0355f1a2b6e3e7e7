"""A Lock cannot be taken again, not even by the thread that holds it."""

import threading

SECONDS = 0.3
pan = threading.Lock()


def take(who):
    """Try to take the pan, but not for ever."""
    taken = pan.acquire(timeout=SECONDS)
    print(f"{who} {'has the pan' if taken else 'gives up'}")
    return taken


def season():
    """Called by cook(), which has the pan already."""
    taken = take("Ann, to season,")
    if taken:
        pan.release()
    return taken


def cook():
    taken = [take("Ann, to cook,"), season()]
    helper = threading.Thread(
        target=lambda: taken.append(take("Bo")), name="Bo"
    )
    helper.start()
    helper.join()
    pan.release()
    return taken


def main():
    return cook()


if __name__ == "__main__":
    main()
