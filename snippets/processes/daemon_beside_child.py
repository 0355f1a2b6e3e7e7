"""A daemon ends with the main code, though a child is still waited for."""

import multiprocessing as mp
import time


def play(playing):
    while True:
        # Flushed: what still waits in a buffer dies with the process.
        print("the radio plays", flush=True)
        playing.set()
        time.sleep(0.1)


def wash_up():
    print("Ann washes up")
    time.sleep(0.4)
    print("Ann is done")


def main():
    playing = mp.Event()
    radio = mp.Process(
        target=play, args=(playing,), name="radio", daemon=True
    )
    ann = mp.Process(target=wash_up, name="Ann")
    radio.start()
    playing.wait()
    time.sleep(0.25)
    ann.start()
    print("the shop closes, and the main code ends")
    return radio.is_alive()


if __name__ == "__main__":
    main()
