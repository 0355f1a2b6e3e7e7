"""A daemon process is not allowed to start a child of its own."""

import multiprocessing as mp


def have_child(name, report):
    child = mp.Process(target=print, args=(f"hello from {name}'s child",))
    try:
        child.start()
    except AssertionError as error:
        print(f"{name}: {error}")
        report.put((name, False))
    else:
        child.join()
        report.put((name, True))


def main():
    report = mp.SimpleQueue()
    for name, daemon in (("Ann", False), ("the daemon", True)):
        parent = mp.Process(
            target=have_child, args=(name, report), daemon=daemon
        )
        parent.start()
        parent.join()
    return dict(report.get() for _ in range(2))


if __name__ == "__main__":
    main()
