import subprocess
import sys
from pathlib import Path

import pytest

import snippets.coroutines

pytest.importorskip("gevent")


def test_patched_sleep_lets_the_other_greenlet_run():
    # In a process of its own: the patch would hold for all tests after it.
    program = Path(snippets.coroutines.__path__[0], "gevent_patched.py")
    output = subprocess.check_output([sys.executable, program], encoding="utf-8")
    assert output.splitlines() == ["Ann begins", "Bo begins", "Ann is done", "Bo is done"]
