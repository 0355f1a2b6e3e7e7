"""The fences of a page that ask for a snippet.

```snippet exec="on" returncode="1" timeout="5" python="3.14"
processes/x.py
```
"""

import re
from typing import NamedTuple

_FENCE = re.compile(r"^[ \t]*(`{3,})snippet\b(.*)\n[ \t]*(.*)\n[ \t]*\1$", re.MULTILINE)
_OPTION = re.compile(r'(\w+)="([^"]*)"')


class Fence(NamedTuple):
    """A fence: the name of the snippet that it asks for, and its options as written."""

    snippet: str
    options: dict[str, str]


def fences(markdown: str) -> list[Fence]:
    """The fences in ``markdown`` that ask for a snippet, in order."""
    return [
        Fence(name.strip(), dict(_OPTION.findall(options)))
        for _, options, name in _FENCE.findall(markdown)
    ]
