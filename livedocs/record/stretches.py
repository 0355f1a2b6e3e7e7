"""Make stretches from what the lanes report about their source lines."""

MAX_STRETCHES = 10_000
"""Of one run. Lanes that report more are shown as too fast to follow from then on."""
BRIEF = 0.001
"""Seconds. A shorter piece of a stretch joins the next one at the same line."""
ALIKE = 0.2
"""How much the share of CPU time may differ between two pieces of one stretch."""

TYPE_CHECKING = False  # a type checker takes it for true; typing itself is large, see supervise
if TYPE_CHECKING:
    from typing import Any

    Told = tuple[float, int | None, bool, int]
    """Seconds, line, whether it is too fast to follow, ns of CPU time that the lane has used."""
    RawStretch = dict[str, Any]
    """The fields of a ``run.Stretch``."""


def share(pieces: "list[RawStretch]") -> float:
    """The share of CPU time in the time of ``pieces``, from 0 to 1."""
    time = sum(piece["end"] - piece["start"] for piece in pieces)
    return sum(piece["cpu"] for piece in pieces) / time if time else 0.0


def joins(piece: "RawStretch", before: "RawStretch") -> bool:
    """Whether ``piece`` belongs to the same stretch as the one ``before`` it."""
    if (piece["line"], piece["fast"]) != (before["line"], before["fast"]):
        return False
    brief = any(one["end"] - one["start"] < BRIEF for one in (piece, before))
    return brief or abs(share([piece]) - share([before])) < ALIKE


class Stretches:
    """All stretches of a run, by lane."""

    def __init__(self) -> None:
        self.told: dict[int, list[Told]] = {}
        self.count = 0

    def add(self, lane: int, at: float, line: int | None, fast: bool, used: int) -> None:
        """``lane`` came to ``line`` at ``at`` seconds, when it had used ``used`` ns of CPU time.

        Raises ValueError or TypeError for what makes no sense: a program may report anything.
        """
        if not 0 <= used < 2**60 or not (line is None or 0 <= line < 2**30):
            raise ValueError(f"no stretch: {line!r}, {used!r}")
        told = self.told.setdefault(lane, [])
        if self.count < MAX_STRETCHES:
            self.count += 1
            told.append((at, line, bool(fast), used))
        elif told:
            before, known, _, was_used = told[-1]
            told[-1] = before, known, True, was_used

    def of(self, lane: int, start: float, end: float) -> "list[RawStretch]":
        """The stretches of ``lane``, which lived from ``start`` to ``end`` seconds."""
        stretches: list[RawStretch] = []
        told = sorted(self.told.get(lane, []), key=lambda one: one[0])
        for index, (at, line, fast, used) in enumerate(told):
            after = told[index + 1] if index + 1 < len(told) else None
            piece: RawStretch = {
                "start": min(max(at, start), end),
                "end": min(max(after[0], start), end) if after else end,
                "line": line,
                "fast": fast,
            }
            length = piece["end"] - piece["start"]
            if length <= 0:
                continue
            if after:
                cpu = (after[3] - used) / 1e9
            elif fast:  # unknown, as its process was killed: most likely as before
                cpu = length * share(stretches[-100:])
            else:
                same = stretches and stretches[-1]["line"] == line
                cpu = length * share(stretches[-1:]) if same else 0.0
            piece["cpu"] = min(max(cpu, 0.0), length)
            if stretches and joins(piece, stretches[-1]):
                stretches[-1]["end"] = piece["end"]
                stretches[-1]["cpu"] += piece["cpu"]
            else:
                stretches.append(piece)
        return stretches
