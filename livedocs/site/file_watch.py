"""How ``mkdocs serve`` learns that a file has changed."""

import os
from pathlib import Path
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer


class OfOneFile(FileSystemEventHandler):
    """Passes on to ``handler`` only the events of the file ``path`` in a watched folder."""

    def __init__(self, handler: FileSystemEventHandler, path: str) -> None:
        self.handler, self.path = handler, path

    def dispatch(self, event: FileSystemEvent) -> None:
        if self.path in (event.src_path, event.dest_path):
            self.handler.dispatch(event)


class WithoutBytecode(FileSystemEventHandler):
    """Passes on to ``handler`` all events except those of bytecode, which imports write."""

    def __init__(self, handler: FileSystemEventHandler) -> None:
        self.handler = handler

    def dispatch(self, event: FileSystemEvent) -> None:
        if "__pycache__" not in Path(os.fsdecode(event.src_path)).parts:
            self.handler.dispatch(event)


class FileWatch(Observer):  # type: ignore[misc, valid-type]  # the system's own class
    """Reports changes at once. MkDocs' own observer looks at every file twice a second."""

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> Any:
        """Watch ``path``. A file is watched through its folder, because editors replace it."""
        if Path(path).is_file():
            handler, path, recursive = OfOneFile(handler, path), str(Path(path).parent), False
        handler = WithoutBytecode(handler)
        changes = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
        return super().schedule(handler, path, recursive=recursive, event_filter=changes)
