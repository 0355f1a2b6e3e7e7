"""Measure, and print the table: ``python -m bench --help``."""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import growth, paste, recorder, serve, table
from bench.checkout import BUILD, ROOT, copy, cost, forget
from bench.table import Row
from livedocs.run import interpreter

PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "jieba")


def tell(text):
    print(text, file=sys.stderr, flush=True)


def conditions(rounds):
    """The time, the machine and the versions of a measurement."""
    git = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, encoding="utf-8").stdout.strip()
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit,
        "rounds": rounds,
        **interpreter.machine(),
        "platform": platform.platform(),
        "load": os.getloadavg(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def rounds_of_builds(checkout, pasted, bare, rounds, serial):
    """Measure ``rounds`` rounds of builds, ``serial`` of them also with all snippets in a row.

    Returns a dictionary from the name of each kind of build to its seconds in each round, and the
    runs of the last cold build, as ``runs.json`` has them.
    """
    took = {"serial": []}
    cores = interpreter.machine()["cpus"]

    def take(name, command):
        took.setdefault(name, []).append(cost(command, checkout).wall)
        tell(f"{name}: {took[name][-1]:.2f} s")

    for number in range(rounds):
        tell(f"Round {number + 1} of {rounds}")
        forget(checkout)
        take("cold", BUILD)
        runs = json.loads((checkout / "site" / "runs.json").read_text("utf-8"))["runs"]
        again = [run for run in runs if run["alone"] and "/measure_" not in run["snippet"]]
        took.setdefault("again", []).append(sum(run["wall"] for run in again))
        tell(f"{len(again)} of {len(runs)} runs were held up and made again, alone")
        if number == 0:
            paste.prepare(checkout, pasted, bare)
        take("warm", BUILD)
        take("floor", [sys.executable, "-m", "bench.paste", str(pasted)])
        take("bare", [sys.executable, "-m", "bench.paste", str(bare)])
        took.setdefault("bound", []).append(table.bound(runs, took["floor"][-1], cores))
        run = serve.typical(runs)
        serve.edit_snippet(checkout, run, f"built {number}")
        take("snippet", BUILD)
        serve.edit_paragraph(checkout, run, f"built {number}")
        take("paragraph", BUILD)
        if number < serial:
            take("serial", [sys.executable, "-m", "bench.serial"])
    return took, runs


def rows_of(took):
    """The rows of the table; ``took`` has the seconds by name."""
    return [
        Row("floor", took["floor"]),
        Row("bare: panels left out", took["bare"]),
        *([Row("serial", took["serial"])] if took["serial"] else []),
        Row("bound", took["bound"]),
        Row("cold", took["cold"], "bound", took["bound"], target=1.25),
        Row("made again, alone", took["again"]),
        Row("warm", took["warm"], "floor", took["floor"], target=1.05),
        Row("warm", took["warm"], "bare", took["bare"]),
        Row("one snippet edited", took["snippet"], "floor", took["floor"]),
        Row("one paragraph edited", took["paragraph"], "floor", took["floor"]),
        Row(
            "served: one snippet edited",
            took["served snippet"],
            "its own run",
            took["its own run"],
            target=1,
            beyond=True,
        ),
        Row("served: one paragraph edited", took["served paragraph"], target=1, beyond=True),
    ]


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition(":")[0])
    add = parser.add_argument
    add("--rounds", type=int, default=3, help="of builds and of edits under serve")
    add("--serial", type=int, default=1, help="in how many of them all snippets run in a row")
    add("--sizes", type=int, nargs="*", default=growth.SIZES, help="of the tiny site")
    add("--out", type=Path, default=ROOT / ".cache" / "bench.json", help="the JSON file")
    return parser.parse_args()


def main():
    wanted = arguments()
    # A shell's background job ignores SIGINT, and so would the server, which SIGINT has to end.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    started = time.monotonic()
    found = conditions(wanted.rounds)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        names = "checkout", "pasted", "bare"
        checkout, pasted, bare = (Path(folder, name) for name in names)
        copy(checkout)
        took, runs = rounds_of_builds(checkout, pasted, bare, wanted.rounds, wanted.serial)
        for language in paste.EDITIONS:
            paste.compare(checkout, pasted, language)
        tell("Served")
        with serve.served(checkout) as url:
            took |= serve.edits(checkout, url, serve.typical(runs), wanted.rounds)
        sizes = []
        for size in wanted.sizes:
            tell(f"A tiny site with {size} snippets")
            sizes.append(growth.measure(Path(folder, f"tiny-{size}"), size))
    tell("The recorder")
    rows = rows_of(took) + recorder.rows(wanted.rounds)
    print(f"{found['when']}, {found['commit']}: median and spread of {wanted.rounds} rounds")
    print(f"{found['platform']}, {found['cpus']} CPUs, load {found['load'][0]:.1f} at the start")
    versions = [f"{name} {number}" for name, number in found["packages"].items()]
    print(", ".join([f"Python {found['python']}", *versions]), end="\n\n")
    print(*(row.line() for row in rows), sep="\n", end="\n\n")
    print(*table.growth_lines(sizes), sep="\n", end="\n\n")
    found |= {
        "seconds": time.monotonic() - started,
        "rows": [row.to_json() for row in rows],
        "growth": {"sizes": sizes, "steps": table.growth(sizes)},
    }
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    wanted.out.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    print(f"All of it took {found['seconds']:.0f} s and is in {wanted.out}")


if __name__ == "__main__":
    main()
