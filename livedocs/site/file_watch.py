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
    """Passes on to ``handler`` what happens to the file ``path`` in a folder that is watched."""

    def __init__(self, handler: FileSystemEventHandler, path: str) -> None:
        self.handler, self.path = handler, path

    def dispatch(self, event: FileSystemEvent) -> None:
        if self.path in (event.src_path, event.dest_path):
            self.handler.dispatch(event)


class WithoutBytecode(FileSystemEventHandler):
    """Passes on to ``handler`` all but what the first import of a module writes."""

    def __init__(self, handler: FileSystemEventHandler) -> None:
        self.handler = handler

    def dispatch(self, event: FileSystemEvent) -> None:
        if "__pycache__" not in Path(os.fsdecode(event.src_path)).parts:
            self.handler.dispatch(event)


class FileWatch(Observer):  # type: ignore[misc, valid-type]  # the system's own class
    """Tells at once what has changed; MkDocs' own looks twice a second, at every file."""

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> Any:
        """Watch ``path``; a file through its folder, since editors put a new one into its place."""
        if Path(path).is_file():
            handler, path, recursive = OfOneFile(handler, path), str(Path(path).parent), False
        handler = WithoutBytecode(handler)
        changes = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
        return super().schedule(handler, path, recursive=recursive, event_filter=changes)
