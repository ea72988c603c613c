"""The bytes of an upload that have come so far: one file in a folder that all API processes share.

Its size alone says how far an upload has come, so that survives every crash: bytes not in the file have not
come. Of two who write at once the later one goes on: whoever begins to write puts a name of their own into a
second file, and each write looks, under a lock, whether it is still theirs. So nobody waits for a connection
that a client has long given up, and never do two write into each other.
"""

import asyncio
import fcntl
import hashlib
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from uuid import UUID

from api.errors import Problem

_BLOCK = 1024 * 1024
_PAUSE = 0.05


class Staging:
    """The file of one upload."""

    def __init__(self, files_dir: Path, upload_id: UUID) -> None:
        self.path = files_dir / "uploads" / str(upload_id)
        self._turn = self.path.with_suffix(".turn")
        self._end = self.path.with_suffix(".end")
        self._mine = b""

    def size(self) -> int:
        """How many bytes have come."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def begin(self, offset: int) -> None:
        """Takes the turn to write from there. Raises upload_offset_conflict when the file ends elsewhere."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.locked() as turn:
            size = self.size()
            if size != offset:
                raise Problem(
                    "upload_offset_conflict",
                    f"{size} bytes have come, so the next one is not number {offset}.",
                    headers={"Upload-Offset": str(size)},
                )
            self._mine = secrets.token_bytes(16)
            os.pwrite(turn, self._mine, 0)

    def write(self, data: bytes) -> None:
        """Puts bytes behind the others, unless somebody else has taken the turn."""
        with self.locked() as turn:
            self._check(turn)
            with self.path.open("ab") as file:
                file.write(data)

    def keep(self) -> None:
        """What was written stays, whatever happens to the machine."""
        if self.path.exists():
            with self.path.open("rb") as file:
                os.fsync(file.fileno())

    def take_back(self, offset: int) -> None:
        """What came behind offset has never come, unless somebody else goes on from it already."""
        with self.locked() as turn:
            self._check(turn)
            if self.path.exists():
                os.truncate(self.path, offset)

    def digest(self) -> tuple[int, str]:
        """Size and SHA-256 of what is there now."""
        digest, size = hashlib.sha256(), 0
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                size += len(block)
        return size, digest.hexdigest()

    def head(self, most: int) -> bytes:
        """The first bytes."""
        with self.path.open("rb") as file:
            return file.read(most)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Among all processes, the only one that ends this upload. Waits without holding a thread."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        end = os.open(self._end, os.O_CREAT | os.O_RDWR, 0o640)
        try:
            while not _is_locked(end):  # noqa: ASYNC110  # no event reaches other processes
                await asyncio.sleep(_PAUSE)
            yield
        finally:
            os.close(end)

    def touch(self) -> None:
        """An upload without a byte has a file too."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o640)

    def remove(self) -> None:
        """The upload is over."""
        self.path.unlink(missing_ok=True)
        self._turn.unlink(missing_ok=True)
        # Who waits for this one finds in the database that the upload is over.
        self._end.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[int]:
        """Alone with the file, among all processes."""
        turn = os.open(self._turn, os.O_CREAT | os.O_RDWR, 0o640)
        try:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield turn
        finally:
            os.close(turn)

    def _check(self, turn: int) -> None:
        if os.pread(turn, 16, 0) != self._mine:
            raise Problem("upload_offset_conflict", "Another request goes on with this upload.")


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
