"""All runs of a build for other programs: ``runs.json``, which the report page documents."""

import json
from datetime import UTC, datetime

from livedocs.content.catalogue import ShownRun
from livedocs.run import interpreter


def runs_json(shown: list[ShownRun]) -> str:
    """The text of ``runs.json``: the machine, the interpreters, and each run in ``shown``."""
    pythons = [interpreter.describe(python) for python in {one.request.python for one in shown}]
    return json.dumps(
        {
            "version": 1,
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            **interpreter.machine(),
            "interpreters": [
                {
                    "python": str(about),
                    "free_threaded": about.free_threaded,
                    "start_method": about.start_method,
                }
                for about in sorted(pythons, key=lambda about: about.order)
            ],
            "runs": [
                {
                    "snippet": one.request.snippet.name,
                    "claim": one.request.snippet.claim,
                    "panel": one.url,
                    "record": one.request.record,
                    "python": one.run.python,
                    "started": one.run.started,
                    "cached": one.cached,
                    "exit": one.run.exit,
                    "expected_exit": one.request.expected_exit,
                    "wall": one.run.wall,
                    "cpu": one.run.cpu,
                    "ready": one.run.ready,
                    "disturbed": one.run.disturbed,
                    "alone": one.run.alone,
                    "peak_memory": one.run.peak_memory,
                    "processes": one.count("process"),
                    "threads": one.count("thread"),
                    "tasks": one.count("task"),
                    "start_methods": one.run.start_methods,
                    "lines": len(one.run.lines),
                }
                for one in shown
            ],
        },
        ensure_ascii=False,
        indent=1,
    )
