"""At a barrier all wait for the last one, and then all go on."""

import threading
import time

WAYS = {"Ann": 0.1, "Bo": 0.2, "Cy": 0.4}
door = threading.Barrier(len(WAYS))


def come(name, seconds, diary):
    time.sleep(seconds)
    print(f"{name} is at the door")
    diary.append("at the door")
    door.wait()
    print(f"{name} goes in")
    diary.append("in")


def main():
    diary = []
    guests = [
        threading.Thread(target=come, args=(name, way, diary), name=name)
        for name, way in WAYS.items()
    ]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    return diary


if __name__ == "__main__":
    main()
