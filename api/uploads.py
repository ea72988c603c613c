"""A multipart form whose one file goes to disk as it comes, and never into memory."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO, Self
from uuid import UUID

import msgspec
from multipart import (  # type: ignore[import-untyped]
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
)

from api.errors import Problem

MOST_HEADER = 65_536  # of a line above a part; the name of a file, of which the end is kept, is in one
_MOST_FIELDS = 16
_MOST_FIELD_BYTES = 65_536


class Upload(msgspec.Struct):
    """A file at rest, and the fields that came with it."""

    id: UUID
    path: Path
    name: str
    size: int
    sha256: str
    fields: dict[str, str]


class Receiver:
    """Takes one form. As a context manager: unless `keep` is called, the file goes away again."""

    def __init__(self, path: Path, boundary: str, limit: int) -> None:
        try:
            self._parser = PushMultipartParser(
                boundary, max_segment_count=_MOST_FIELDS, max_header_size=MOST_HEADER, strict=True
            )
        except MultipartError as error:
            raise Problem("malformed_form", f"{error}.") from error
        self._path = path
        self._limit = limit
        self._file: BinaryIO | None = None
        self._segment: MultipartSegment | None = None
        self._digest = hashlib.sha256()
        self._size = 0
        self._name: str | None = None
        self._fields: dict[str, bytearray] = {}
        self._kept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()
        if not self._kept:
            self._path.unlink(missing_ok=True)

    def keep(self) -> None:
        """The file has an owner now."""
        self._kept = True

    async def receive(self, chunks: AsyncIterator[bytes], identifier: UUID) -> Upload:
        """Reads the whole form. Raises Problem for one that is broken, too large or without a file."""
        try:
            async for chunk in chunks:
                if chunk:
                    await asyncio.to_thread(self._feed, chunk)
            self._parser.close()
        except MultipartError as error:
            raise Problem("malformed_form", f"{error}.") from error
        if self._file is None or self._name is None:
            raise Problem("malformed_form", "The form has no part `file` with a file name.")
        await asyncio.to_thread(self._finish)
        try:
            fields = {name: value.decode() for name, value in self._fields.items()}
        except UnicodeDecodeError as error:
            raise Problem("malformed_form", "A field is not UTF-8.") from error
        return Upload(identifier, self._path, self._name, self._size, self._digest.hexdigest(), fields)

    def _feed(self, chunk: bytes) -> None:
        for event in self._parser.parse(chunk):
            if isinstance(event, MultipartSegment):
                self._begin(event)
            elif event:
                self._take(bytes(event))

    def _begin(self, segment: MultipartSegment) -> None:
        self._segment = segment
        if segment.name == "file":
            if self._file:
                raise Problem("malformed_form", "The form has more than one part `file`.")
            self._name = file_name(segment.filename or "")
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.fdopen(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o640), "wb")
        elif segment.name in self._fields:
            raise Problem("malformed_form", f"The field {segment.name!r} comes twice.")
        else:
            self._fields[segment.name] = bytearray()

    def _take(self, data: bytes) -> None:
        if self._segment is not None and self._segment.name == "file" and self._file:
            self._size += len(data)
            if self._size > self._limit:
                raise Problem("body_too_large", f"A file has at most {self._limit:,} bytes.")
            self._digest.update(data)
            self._file.write(data)
        elif self._segment is not None:
            field = self._fields[self._segment.name]
            field += data
            if len(field) > _MOST_FIELD_BYTES:
                raise Problem("body_too_large", f"The field {self._segment.name!r} is too long.")

    def _finish(self) -> None:
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())  # the row in the database must not outlive the file


def file_name(sent: str) -> str:
    """The last part of what a client calls its file, without what a terminal or header would act on."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    printable = "".join(c for c in last if c.isprintable()).strip(" .")
    return (printable or "file")[-255:]
