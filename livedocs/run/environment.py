"""The environment variables of a run. None of them changes what programs print."""

import os

from livedocs.run.folder import RunFolder
from livedocs.run.raw_record import RECORDER
from livedocs.run.streams import Channel

KEPT = "PATH", "HOME", "USER", "LOGNAME", "SHELL", "SYSTEMROOT"
"""Variables of the builder that a run gets too. Windows starts no program without the last."""


def environment(
    folder: RunFolder,
    script: str,
    channel: Channel | None,
    output: int,
    start_method: str,
    follow: bool,
) -> dict[str, str]:
    """All variables of a run: those in KEPT, those for UTF-8, and those of the recorder.

    ``script`` is the name of the snippet's file, ``output`` the descriptor of the pipe to which it
    prints. Without a ``channel`` there is no recorder.
    """
    made = {name: os.environ[name] for name in KEPT if name in os.environ}
    made |= {"LANG": "C.UTF-8", "PYTHONUTF8": "1", "TMPDIR": str(folder.temporary)}
    if channel is None:
        return made | {"PYTHONUNBUFFERED": "1"}
    place = os.fstat(output)
    return made | {
        "PYTHONPATH": str(RECORDER),
        "LIVEDOCS_CHANNEL": channel.address,
        "LIVEDOCS_OUTPUT": f"{place.st_dev}:{place.st_ino}",
        "LIVEDOCS_SCRIPT": str(folder.work / script),
        "LIVEDOCS_START_METHOD": start_method,
        "LIVEDOCS_FOLLOW": "1" if follow else "",
    }
