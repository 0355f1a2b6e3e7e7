"""Which lanes are helpers of the standard library, and the colour of each other lane.

The name of a lane decides its colour, so that a name has the same colour in all panels and in all
of ten runs.
"""

import re
from collections import Counter
from zlib import crc32

from livedocs.record.run import Lane, Run

COLOURS = 8
"""``lane-0`` to ``lane-7`` in panel.css, which has ``lane-helper`` too."""

_CAST = {"MainProcess": 0, "Ann": 1, "Bo": 2, "Cy": 3, "Dee": 4, "Di": 4, "Eli": 5, "Ed": 5}
_CAST |= {"Task-1": 7}  # where asyncio.run() begins
_NUMBER = re.compile(r"\d+(?=\D*$)")

# Processes and threads that the standard library starts for itself: those of multiprocessing (the
# feeder of a queue, three threads of a pool, the connections of a manager), the thread that manages
# a process pool of concurrent.futures, and the one with which asyncio shuts down its executor.
_HELPER = re.compile(
    r"resource_tracker|forkserver|QueueFeederThread|Thread-\d+ \((?:_ExecutorManagerThread"
    r"|_handle_(?:workers|tasks|results)|accepter|handle_request|_do_shutdown)\)"
)


def helpers(run: Run) -> set[int]:
    """The indices of the lanes that the standard library started for itself, and that neither print
    anything nor run a line of the snippet.
    """
    writers = {line.lane for line in run.lines}
    own = {stretch.lane for stretch in run.stretches if stretch.line is not None}

    def is_helper(index: int, lane: Lane) -> bool:
        name = lane.name or ""
        if index in writers or index in own:
            return False
        return bool(_HELPER.fullmatch(name))

    return {index for index, lane in enumerate(run.lanes) if is_helper(index, lane)}


def _wanted(name: str) -> int:
    """The number of the colour that a lane called ``name`` gets if it is free."""
    if name in _CAST:
        return _CAST[name]
    number = _NUMBER.search(name)
    return 1 + (int(number[0]) - 1 if number else crc32(name.encode("utf-8", "replace"))) % (
        COLOURS - 1
    )


def colours(run: Run) -> list[str]:
    """The CSS class of each lane: ``lane-0`` and so on by its name, ``lane-helper`` for a helper.

    Different names have different colours until none is free; then names share them. If two lanes
    of a kind have the same name, the second one has a colour of its own.
    """
    grey = helpers(run)
    seen: Counter[tuple[str, str]] = Counter()
    names = []
    for lane in run.lanes:
        # "Ann (work)" is a task called Ann, "Thread-1 (serve)" a thread without a name.
        name = (lane.name or "").partition(" (")[0]
        seen[lane.kind, name] += 1
        again = seen[lane.kind, name]
        names.append(f"{name} {again}" if again > 1 else name)
    own = {name for index, name in enumerate(names) if index not in grey}
    taken: dict[str, int] = {}
    for name in sorted(own, key=lambda name: (name not in _CAST, len(name), name)):
        free = [n for n in range(COLOURS) if n not in taken.values()]
        wanted = _wanted(name)
        after = (n for n in range(wanted, wanted + COLOURS) if n % COLOURS in free)
        taken[name] = next(after, wanted) % COLOURS
    return [
        "lane-helper" if index in grey else f"lane-{taken[name]}"
        for index, name in enumerate(names)
    ]
