"""A Timer is a thread that waits before it calls, unless cancelled."""

import threading


def ring(what, rung):
    print(f"the {what} is ready")
    rung.append(what)


def start_timer(seconds, what, rung):
    timer = threading.Timer(seconds, ring, args=(what, rung))
    timer.name = what
    timer.start()
    return timer


def main():
    rung = []
    egg = start_timer(0.2, "egg", rung)
    rice = start_timer(0.5, "rice", rung)
    cake = start_timer(0.9, "cake", rung)
    print("three timers run, and the main thread is free")
    egg.join()
    cake.cancel()
    print("the main thread has cancelled the cake")
    for timer in (rice, cake):
        timer.join()
    return rung


if __name__ == "__main__":
    main()
