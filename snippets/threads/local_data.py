"""What is stored in a threading.local() differs in each thread."""

import threading
from types import SimpleNamespace

shared = SimpleNamespace(guest="nobody")
own = threading.local()
both_wrote = threading.Barrier(2)


def serve(guest, seen):
    shared.guest = guest
    own.guest = guest
    both_wrote.wait()
    print(f"waiter of {guest}: shared {shared.guest}, own {own.guest}")
    seen[guest] = shared.guest, own.guest


def main():
    seen = {}
    waiters = [
        threading.Thread(target=serve, args=(guest, seen), name=guest)
        for guest in ("Ann", "Bo")
    ]
    for waiter in waiters:
        waiter.start()
    for waiter in waiters:
        waiter.join()
    print(f"the main thread: shared {shared.guest}, own {vars(own)}")
    return seen, vars(own)


if __name__ == "__main__":
    main()
