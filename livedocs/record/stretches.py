"""Make stretches from what the lanes report about their source lines."""

MAX_STRETCHES = 10_000
"""Of one run. Lanes that report more are shown as too fast to follow from then on."""
BRIEF = 0.001
"""Seconds. A shorter piece of a stretch joins the next one at the same line."""
ALIKE = 0.2
"""The shares in two pieces of a stretch of CPU time, or of time run, may differ so much."""
FIGURES = ("cpu", "ran")
"""The fields of a stretch whose totals so far its lane tells."""

TYPE_CHECKING = False  # a type checker takes it for true; typing itself is large, see supervise
if TYPE_CHECKING:
    from typing import Any

    Told = tuple[float, int | None, bool, dict[str, int]]
    """Seconds, line, whether it is too fast to follow, and each total of FIGURES in nanoseconds."""
    RawStretch = dict[str, Any]
    """The fields of a ``run.Stretch``."""


def share(pieces: "list[RawStretch]", figure: str) -> float:
    """The seconds of ``figure`` in ``pieces`` by their length."""
    time = sum(piece["end"] - piece["start"] for piece in pieces)
    return sum(piece[figure] for piece in pieces) / time if time else 0.0


def joins(piece: "RawStretch", before: "RawStretch") -> bool:
    """Whether ``piece`` belongs to the same stretch as the one ``before`` it."""
    if (piece["line"], piece["fast"]) != (before["line"], before["fast"]):
        return False
    brief = any(one["end"] - one["start"] < BRIEF for one in (piece, before))
    return brief or all(
        abs(share([piece], figure) - share([before], figure)) < ALIKE for figure in FIGURES
    )


class Stretches:
    """All stretches of a run, by lane."""

    def __init__(self) -> None:
        self.told: dict[int, list[Told]] = {}
        self.count = 0

    def add(self, lane: int, at: float, line: int | None, fast: bool, used: int, ran: int) -> None:
        """``lane`` came to ``line`` at ``at`` seconds, when it had used ``used`` ns of CPU time
        and had run for ``ran`` ns, which is -1 if it is no task.

        Raises ValueError or TypeError for what makes no sense: a program may report anything.
        """
        known = 0 <= used < 2**60 and -1 <= ran < 2**60
        if not known or not (line is None or 0 <= line < 2**30):
            raise ValueError(f"no stretch: {line!r}, {used!r}, {ran!r}")
        told = self.told.setdefault(lane, [])
        if self.count < MAX_STRETCHES:
            self.count += 1
            told.append((at, line, bool(fast), {"cpu": used, "ran": ran}))
        elif told:
            before, known_line, _, totals = told[-1]
            told[-1] = before, known_line, True, totals

    def of(self, lane: int, start: float, end: float) -> "list[RawStretch]":
        """The stretches of ``lane``, which lived from ``start`` to ``end`` seconds."""
        stretches: list[RawStretch] = []
        told = sorted(self.told.get(lane, []), key=lambda one: one[0])
        for index, (at, line, fast, totals) in enumerate(told):
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
            for figure in FIGURES:
                if after:
                    seconds = (after[3][figure] - totals[figure]) / 1e9
                elif fast:  # nobody knows, since its process was killed: most likely as until then
                    seconds = length * share(stretches[-100:], figure)
                else:
                    same = stretches and stretches[-1]["line"] == line
                    seconds = length * share(stretches[-1:], figure) if same else 0.0
                piece[figure] = min(max(seconds, 0.0), length)
            if stretches and joins(piece, stretches[-1]):
                for figure in FIGURES:
                    stretches[-1][figure] += piece[figure]
                stretches[-1]["end"] = piece["end"]
            else:
                stretches.append(piece)
        if any(totals["ran"] < 0 for *_, totals in told):
            for stretch in stretches:
                stretch["ran"] = None
        return stretches
