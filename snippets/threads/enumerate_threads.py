"""enumerate() lists the threads alive now, daemons and main included."""

import threading
import time


def stay(closing):
    print(f"{threading.current_thread().name} sits down")
    closing.wait()
    time.sleep(0.1)
    print(f"{threading.current_thread().name} goes home")


def look(moment):
    names = [thread.name for thread in threading.enumerate()]
    print(f"{moment}: {threading.active_count()} alive, {names}")
    return names


def main():
    closing = threading.Event()
    guests = [
        threading.Thread(
            target=stay, args=(closing,), name=name, daemon=True
        )
        for name in ("Ann", "Bo")
    ]
    seen = {"made": look("made")}
    for guest in guests:
        guest.start()
    seen["started"] = look("started")
    time.sleep(0.1)
    closing.set()
    for guest in guests:
        guest.join()
    seen["joined"] = look("joined")
    return seen


if __name__ == "__main__":
    main()
