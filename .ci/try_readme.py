"""Run the commands of README.md, as they stand there, on a clean clone of what is committed.

Block after block, each without the .venv/ of the one before. What serves is stopped once the site
is there. `make test` runs all tests; a bare `pytest` would be the same, and gets one file of them.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from shutil import rmtree

ROOT = Path(__file__).parents[1]
SECTION = "## Serve, test, build"
NEEDED = {"make serve", "make test", "make build"}  # CI runs them here and nowhere else
ADDED = {"pytest": {"PYTEST_ADDOPTS": "tests/site/test_rules.py"}}
ADDRESS = "http://127.0.0.1:8000/"
LONGEST = 900  # seconds until a site is served, with every run made anew


def blocks(readme):
    """The commands of each block in the section about them, without comments."""
    section = readme.partition(f"\n{SECTION}\n")[2].partition("\n## ")[0]
    for block in re.findall(r"(?:^    .+\n)+", section, re.MULTILINE):
        yield [re.sub(r"\s+# .*", "", line).strip() for line in block.splitlines()]


def served():
    """Whether the site is there, in both languages."""
    try:
        for path in ("", "zh/"):
            with urllib.request.urlopen(ADDRESS + path, timeout=5) as answer:
                if b"data-snippet=" not in answer.read():
                    return False
    except OSError:
        return False
    return True


def serve(process):
    """Wait until ``process`` serves the site, then stop it as Ctrl+C does; returns what failed."""
    deadline = time.monotonic() + LONGEST
    while not served():
        if process.poll() is not None:
            return f"exited with {process.returncode}"
        if time.monotonic() > deadline:
            return f"no site at {ADDRESS} after {LONGEST} s"
        time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        return "did not end at Ctrl+C"
    return ""


def run(command, folder, environment):
    """Run ``command``; returns what failed, empty if nothing, and the environment after it."""
    with tempfile.NamedTemporaryFile() as after:
        process = subprocess.Popen(
            ["bash", "-ec", f"{command}\nenv -0 >{after.name}"],
            cwd=folder,
            env=environment | ADDED.get(command, {}),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            if command.endswith(" serve"):
                return serve(process), environment
            failed = f"exited with {process.returncode}" if process.wait() else ""
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        pairs = (pair.partition("=") for pair in Path(after.name).read_text().split("\0"))
        return failed, {name: value for name, _, value in pairs if name}


def main():
    # A shell's background job ignores SIGINT, and so would whatever is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as temporary:
        clone = Path(temporary, "clone")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        commands = [*blocks((clone / "README.md").read_text("utf-8"))]
        if missing := NEEDED - {command for block in commands for command in block}:
            sys.exit(f"README.md does not say {', '.join(sorted(missing))} under “{SECTION}”")
        for block in commands:
            rmtree(clone / ".venv", ignore_errors=True)
            environment = dict(os.environ)
            for command in block:
                print(f"README.md: {command}", flush=True)
                started = time.monotonic()
                failed, environment = run(command, clone, environment)
                if failed:
                    sys.exit(f"README.md: {command}: {failed}")
                seconds = time.monotonic() - started
                print(f"README.md: {command}: took {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
