"""An object is freed the moment its last reference goes."""

import sys
import weakref


class Cake:
    pass


def main():
    events = []

    def note(event):
        print(event)
        events.append(event)

    cake = Cake()
    weakref.finalize(cake, note, "the cake is freed")
    one = sys.getrefcount(cake)  # how many is one differs by version
    same = cake
    note(f"a second name: {sys.getrefcount(cake) - one:+d}")
    shelf = [cake, cake]
    note(f"twice in a list: {sys.getrefcount(cake) - one:+d}")
    shelf.clear()
    note(f"the list is empty: {sys.getrefcount(cake) - one:+d}")
    del same
    note(f"one name is left: {sys.getrefcount(cake) - one:+d}")
    del cake
    note("the last name is gone")
    return events


if __name__ == "__main__":
    main()
