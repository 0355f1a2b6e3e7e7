"""The names of the lanes of a run."""

import re
from itertools import zip_longest
from pathlib import Path

MAX_NAME = 200
"""Characters of a name. A program may give its threads names of any length."""

_HELPERS = re.compile(r"from multiprocessing\.(resource_tracker|forkserver) import")


def short(value: object) -> str:
    """``value`` as a text of at most MAX_NAME characters that UTF-8 can encode."""
    return str(value)[:MAX_NAME].encode("utf-8", "replace").decode("utf-8")


def program(command: list[str]) -> str | None:
    """The name of a process, from its command line; None for a fork or a spawned child."""
    if helper := _HELPERS.search(" ".join(command)):
        return helper[1]
    if "multiprocessing.spawn" in " ".join(command):
        return None
    for word, value in zip_longest(command[1:], command[2:], fillvalue=""):
        if word in ("-c", "-m"):
            return short(f"python -m {value}") if word == "-m" else "python -c"
        if not word.startswith("-"):
            return short(Path(word).name)
    return None
