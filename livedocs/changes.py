"""How ``mkdocs serve`` learns that a file has changed."""

from pathlib import Path

from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer


class Changes(Observer):
    """Tells at once what has changed; MkDocs' own looks twice a second, at every file."""

    def schedule(self, handler, path, *, recursive=False):
        """Watch ``path``; a file through its folder, since editors put a new one into its place."""
        if Path(path).is_file():
            path, recursive = str(Path(path).parent), False
        changes = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
        return super().schedule(handler, path, recursive=recursive, event_filter=changes)
