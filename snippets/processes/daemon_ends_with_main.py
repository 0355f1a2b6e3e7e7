"""A daemon process is ended when the main process's code ends."""

import multiprocessing as mp
import time


def play(playing):
    try:
        while True:
            # Flushed: what still waits in a buffer dies with the process.
            print("the radio plays", flush=True)
            playing.set()
            time.sleep(0.1)
    finally:
        print("the radio says goodbye")


def main():
    playing = mp.Event()
    radio = mp.Process(
        target=play, args=(playing,), name="radio", daemon=True
    )
    radio.start()
    playing.wait()
    time.sleep(0.35)
    print("the shop closes, and the main code ends")
    return radio.is_alive()


if __name__ == "__main__":
    main()
