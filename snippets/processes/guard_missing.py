"""Without the guard, a spawned child fails before it runs its target."""

import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

# Nothing here asks for __name__ before it makes a child.
PROGRAM = """
import multiprocessing as mp

print(f"executed as {__name__}")
child = mp.get_context("spawn").Process(target=print, args=("hello",))
child.start()
child.join()
print(f"the child's exit code is {child.exitcode}")
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "no_guard.py"
        file.write_text(PROGRAM)
        run = subprocess.run(
            [sys.executable, file],
            capture_output=True,
            text=True,
            timeout=30,
        )
    print(run.stdout.strip())
    message = run.stderr.rpartition("RuntimeError:")[2].split()
    error = " ".join(message).partition(". ")[0]
    print(textwrap.fill(f"the child's error: {error}", 60))
    return run.stdout.splitlines(), error


if __name__ == "__main__":
    main()
