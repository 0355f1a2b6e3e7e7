"""The old camelCase names of threading work, and each of them warns."""

import threading
import warnings

OLD_NAMES = {
    "currentThread": threading,
    "activeCount": threading,
    "getName": threading.current_thread(),
    "isDaemon": threading.current_thread(),
    "isSet": threading.Event(),
}


def warnings_of(function):
    """Call the function; return the text of each warning it gives."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")  # Python hides most of these
        function()
    return [
        f"{warning.category.__name__}: {warning.message}"
        for warning in caught
    ]


def main():
    found = {}
    for name, owner in OLD_NAMES.items():
        if not hasattr(owner, name):
            print(f"{name} is gone from this Python")
            continue
        found[name] = warnings_of(getattr(owner, name))
        print(*found[name], sep="\n")
    return found


if __name__ == "__main__":
    main()
