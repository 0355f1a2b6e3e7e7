"""A subclass of Thread runs its own run() in the new thread."""

import threading


class Greeter(threading.Thread):
    def __init__(self, guest):
        super().__init__()
        self.guest = guest
        self.ran_in = None

    def run(self):
        print(f"hello, {self.guest}")
        self.ran_in = threading.current_thread()


def main():
    greeters = [Greeter(guest) for guest in ("Ann", "Bo")]
    for greeter in greeters:
        greeter.start()
    for greeter in greeters:
        greeter.join()
        print(f"{greeter.guest} was greeted by {greeter.ran_in.name}")
    return greeters


if __name__ == "__main__":
    main()
