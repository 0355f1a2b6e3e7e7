import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("bad_clients.py")


@pytest.fixture
def bad_clients():
    """A function that lets three bad clients come to the server at an address.

    Their process is started at once: later, a server that forks could inherit the pipe by which
    subprocess waits for the start.
    """
    process = subprocess.Popen([sys.executable, PROGRAM], stdin=subprocess.PIPE, text=True)

    def play(address):
        host, port = address[:2]
        process.stdin.write(f"{host} {port}\n")
        process.stdin.flush()
        assert process.wait(60) == 0

    with process:
        yield play
        process.kill()
