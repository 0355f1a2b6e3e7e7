"""The folder of a run, which is removed with all its files when the run ends."""

import contextlib
import math
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

BLOCK = 512
"""Bytes: the unit of ``st_blocks``, see inode(7)."""
ENTRY = 4096
"""Bytes that a file counts as at least: an empty one takes space too."""
DEEP = 1000
"""Characters of a path. Folders with longer paths are nested so deep that a look takes too long."""


class RunFolder:
    """The folder of one run. Its names are short because a socket's may not be long (unix(7))."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.work = self.path / "work"
        self.temporary = self.path / "t"
        """The snippet's folder for temporary files."""

    @classmethod
    def new(cls) -> "RunFolder":
        """A RunFolder with a new name, not yet on the disk.

        The supervisor makes it, because it can still remove it when the builder is killed.
        """
        return cls(Path(tempfile.gettempdir()).resolve() / f"run-{os.urandom(5).hex()}")

    def make(self) -> None:
        """Make it on the disk. Raises OSError if it exists already."""
        self.path.mkdir(mode=0o700)
        self.work.mkdir()
        self.temporary.mkdir()

    def size(self) -> float:
        """Bytes that its files take on the disk, roughly; infinite if it is nested too deep."""
        total, todo = 0, [str(self.path)]
        while todo:
            folder = todo.pop()
            if len(folder) > DEEP:
                return math.inf
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            todo.append(entry.path)
                        about = entry.stat(follow_symlinks=False)
                        blocks = getattr(about, "st_blocks", 0)  # Windows has none
                        total += max(blocks * BLOCK, ENTRY)
            except OSError:  # it has been removed, or may not be read
                continue
        return total

    def remove(self) -> None:
        """Remove it with all that is in it. What cannot be removed stays."""
        with contextlib.suppress(RecursionError):
            shutil.rmtree(self.path, ignore_errors=True)
        if self.path.exists() and os.name == "posix":  # nested too deep for rmtree
            subprocess.run(["rm", "-rf", self.path], check=False, stderr=subprocess.DEVNULL)
