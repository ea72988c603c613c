"""A lock that ends with its process, however that process ends."""

import fcntl
import os
from pathlib import Path

from deedbook.server.errors import AlreadyRunning


class Lock:
    """Holds a file for this process alone. The kernel lets go of it even after kill -9."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Takes the lock. True when its last holder was killed: only an orderly end wipes the note.

        Raises AlreadyRunning, with what the holder noted, when another has it.
        """
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            note = os.read(handle, 1000).decode(errors="replace").strip()
            os.close(handle)
            raise AlreadyRunning(
                f"{self.path.parent} is in use by {note or 'another process'}.", note
            ) from error
        self._handle = handle
        was_killed = os.fstat(handle).st_size > 0
        self.note(f"process {os.getpid()}")
        return was_killed

    def note(self, text: str) -> None:
        """Leaves a line for whoever finds the lock taken."""
        assert self._handle is not None, "the lock is not held"  # noqa: S101
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, text.encode(), 0)

    def free(self) -> None:
        """Lets go of the lock; harmless when it is not held."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None
