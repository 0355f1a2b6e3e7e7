"""The default start method depends on the system and the version."""

import multiprocessing as mp
import platform


def start_methods():
    """What this Python can do here; the first one is the default."""
    return mp.get_all_start_methods()


def main():
    default, *others = start_methods()
    print(f"Python {platform.python_version()} on {platform.system()}:")
    print(f"{default} by default")
    for method in others:
        print(f"{method} on demand")
    return default, others


if __name__ == "__main__":
    main()
