"""The measurements compared with their targets, as a table and as JSON."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median


def bound(runs, floor, cores):
    """The least that a cold build can take, in seconds: A + max(F, L, (C + F) / cores).

    A is the wall time of all ``runs`` (see ``runs.json``) that ran alone, because they measure or
    were held up. L is the wall time of the longest other run, C the CPU time of all other runs. F
    is the ``floor``.
    """
    others = [run for run in runs if not run["alone"]]
    alone = sum(run["wall"] for run in runs if run["alone"])
    longest = max((run["wall"] for run in others), default=0)
    cpu = sum(run["cpu"] or 0 for run in others)
    return alone + max(floor, longest, (cpu + floor) / cores)


@dataclass(frozen=True)
class Row:
    """Something that was measured once in each round."""

    name: str
    seconds: list[float]
    against: str = ""
    """The name of what it is compared with."""
    base: tuple[float, ...] = ()
    """The seconds of that in the same rounds."""
    target: float | None = None
    """The largest allowed multiple of ``base``; with ``beyond``, the most seconds more than it."""
    beyond: bool = False

    @property
    def figures(self):
        """For each round, the figure that is compared with the target."""
        pairs = zip(self.seconds, self.base or [0] * len(self.seconds), strict=True)
        return [took - base if self.beyond else took / base for took, base in pairs]

    @property
    def met(self):
        """Whether the target is met; None if there is none."""
        return None if self.target is None else median(self.figures) <= self.target

    def line(self):
        """Its line of the table."""
        spread = f"{min(self.seconds):.2f} to {max(self.seconds):.2f}"
        line = f"{self.name:<30}{median(self.seconds):>8.2f} s   {spread:<18}"
        if self.base:
            figure = median(self.figures)
            said = f"{figure:.2f} s + " if self.beyond else f"{figure:.2f} × "
            line += f"{said + self.against:<22}"
        if self.target is not None:
            unit = "s" if self.beyond else "×"
            line = f"{line:<83}target {self.target:g} {unit}: {'met' if self.met else 'NOT MET'}"
        return line.rstrip()

    def to_json(self):
        fields = {"name": self.name, "seconds": self.seconds, "median": median(self.seconds)}
        if self.base:
            fields |= {"against": self.against, "base": self.base, "figure": median(self.figures)}
        if self.target is not None:
            fields |= {"target": self.target, "beyond": self.beyond, "met": self.met}
        return fields


NAMING = ("report", "gallery")
"""The pages that must name every snippet."""
GROWING = ("cold", "warm", "cold_memory", "warm_memory")


def growth(sizes):
    """For each of ``sizes`` after the first, how the figures grew since the one before.

    ``ratios``: the growth of a figure by the growth of the number of snippets. ``more``: how much
    each additional snippet added. ``sizes`` has a result of ``bench.growth.measure`` for each size.
    """
    return [
        {
            "ratios": {
                name: (large[name] / small[name]) / (large["snippets"] / small["snippets"])
                for name in GROWING
            },
            "more": {
                name: (large[name] - small[name]) / (large["snippets"] - small["snippets"])
                for name in GROWING
            },
        }
        for small, large in pairwise(sizes)
    ]


def growth_lines(sizes):
    """The lines of the table of growth."""
    heads = ["snippets", "cold s", "a snippet", "warm s", "a snippet", "cold MB", "warm MB"]
    yield "".join(f"{head:>11}" for head in [*heads, "report kB", "rows", "gallery kB", "rows"])
    for size in sizes:
        count = size["snippets"]
        figures = [f"{count}"]
        for name in ("cold", "warm"):
            figures += [f"{size[name]:.2f}", f"{size[name] / count:.3f}"]
        figures += [f"{size[f'{name}_memory'] / 1e6:.0f}" for name in ("cold", "warm")]
        for name in ("report", "gallery"):
            figures += [f"{size[f'{name}_bytes'] / 1e3:.0f}", f"{size[f'{name}_rows']}"]
        yield "".join(f"{figure:>11}" for figure in figures)
    steps = growth(sizes)
    for (small, large), step in zip(pairwise(sizes), steps, strict=True):
        cold, warm, *memory = (step["more"][name] for name in GROWING)
        yield (
            f"From {small['snippets']} to {large['snippets']} each snippet more takes "
            f"{cold:.3f} s cold, {warm:.3f} s warm, {max(memory) / 1e3:.0f} kB"
        )
    worst = max((ratio for step in steps for ratio in step["ratios"].values()), default=0)
    said = "met" if worst <= 1 else "NOT MET"
    yield f"Growth, 1 is as fast as the snippets: {worst:.2f} at most; target 1: {said}"
    whole = all(size[f"{name}_rows"] == size["snippets"] for size in sizes for name in NAMING)
    yield f"Report and gallery name every snippet: {'yes' if whole else 'NO'}"
