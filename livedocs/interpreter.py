"""The Pythons that snippets run with, and the machine that they run on."""

import json
import os
import platform
import subprocess
from functools import cache

_ASK = """
import json, platform, sys, sysconfig
print(json.dumps({
    "name": platform.python_implementation(),
    "version": platform.python_version(),
    "build": sys.version,
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
}))
"""


@cache
def describe(python):
    """What the interpreter at ``python`` says of itself: name, version, build, free_threaded."""
    answer = subprocess.run(
        [python, "-I", "-c", _ASK], capture_output=True, check=True, encoding="utf-8"
    )
    return json.loads(answer.stdout)


def label(python):
    """As a panel names it: ``CPython 3.14.0``, and whether it has no GIL."""
    about = describe(python)
    return f"{about['name']} {about['version']}" + (" free-threaded" * about["free_threaded"])


@cache
def machine():
    """The system and how many CPUs this process may use (os.process_cpu_count, before 3.13 too)."""
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"system": f"{platform.system()} {platform.machine()}", "cpus": cpus}
