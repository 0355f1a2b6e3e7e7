"""Make the raw record of a run from what was collected, without the paths of this machine."""

import os
import re
import sys
import tempfile
import time
from pathlib import Path

from livedocs.record.collector import Collector
from livedocs.record.finish import finish
from livedocs.run.folder import RunFolder
from livedocs.run.held_up import HeldUp

RECORDER = Path(__file__).parents[1] / "record" / "recorder"

TYPE_CHECKING = False  # a type checker takes it for true
if TYPE_CHECKING:
    from livedocs.record.collector import RawLine

Record = dict[str, object]
"""A raw record, ready for JSON: those fields of a ``record.run.Run`` that a supervisor knows."""

_FRAME = re.compile(
    rf'^[ |]*File "?{re.escape(str(RECORDER))}{re.escape(os.sep)}(\w+\.py)"?, line (\d+)'
)


def without_recorder(lines: "list[RawLine]") -> "list[RawLine]":
    """``lines`` without the recorder's frames in tracebacks, and without their source lines."""
    kept: list[RawLine] = []
    source: list[str] = []
    for line in lines:
        text = line["text"].strip(" |")
        if found := _FRAME.match(line["text"]):
            number = int(found[2])
            code = (RECORDER / found[1]).read_text("utf-8").splitlines()
            source = [code_line.strip() for code_line in code[number - 1 :][:10]]
        elif source and text in (source[0], "..."):
            source.pop(0)
        elif not (source and text and not text.strip("^~ ")):
            source = []
            kept.append(line)
    return kept


def raw_record(
    collector: Collector,
    folder: RunFolder,
    *,
    exit_code: int | None,
    wall: float | None,
    exceeded: str,
    left_behind: list[str],
    usages: list[tuple[float, int]],
    held_up: HeldUp,
) -> Record:
    """The raw record of what has been collected so far; ``wall`` is None while the run goes on.

    ``usages`` has the CPU seconds and the peak memory, in the unit of getrusage(2), of each process
    that was waited for.
    """
    now = time.monotonic_ns()
    lanes, lines, cut_lines, cut_lanes, stretches = finish(collector, now)
    lines = without_recorder(lines)
    # The record must not tell whose machine it was made on.
    home = re.compile(rf"(?<![\w./-]){re.escape(str(Path.home()))}(?=/)")
    for line in lines:
        text = line["text"].replace(f"{folder.work}{os.sep}", "")
        line["text"] = home.sub("~", text.replace(str(folder.temporary), tempfile.gettempdir()))
    cpu = sum(cpu for cpu, _ in usages) if usages else None
    scale = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, KiB elsewhere
    return {
        "exit": exit_code,
        "wall": wall or collector.seconds(now),
        "exceeded": exceeded,
        "left_behind": left_behind,
        "cpu": cpu,
        "peak_memory": max(peak for _, peak in usages) * scale if usages else None,
        "start_methods": sorted(collector.start_methods),
        "lanes": lanes,
        "lines": lines,
        "cut_lines": cut_lines,
        "cut_bytes": collector.cut_bytes,
        "cut_lanes": cut_lanes,
        "stretches": stretches,
        "unfollowed": collector.unfollowed,
        **held_up.figures(cpu),
    }
