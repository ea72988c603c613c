"""Where the files of items are: at their addresses, or in the archive beside the table.

Which files there are is asked with the rows that have them and written down on disk; the bytes follow when
the table is complete, one file after the other, so that memory grows with neither.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol
from zipfile import ZIP_STORED

import msgspec
import psycopg
from zipstream import ZipStream  # type: ignore[import-untyped]

from deedbook.objects import ObjectMissing, Objects, StoreError
from jobs.exports.errors import ExportFailed
from jobs.exports.names import LONGEST_FILE, Names, file_name
from jobs.exports.plan import ListPlan

_MOST_NAMED = 100  # of the missing files, in the report; the manifest names all


class Watcher(Protocol):
    """Who is told how far it is."""

    def expect(self, rows: int) -> None: ...
    def advance(self, rows: int) -> None: ...


class Files(Protocol):
    """What a table says of the files of its items."""

    ending: str  # of the name of the column that says where they are

    def take(self, reader: psycopg.Connection, plan: ListPlan, item_ids: Sequence[str]) -> None:
        """The next rows are those of these items. Called as the person who asked."""

    def place(self, attachment_id: str) -> str:
        """Where the file is; '' where it is not."""

    def add(self, archive: ZipStream) -> Iterator[bytes]:
        """The files, as parts of the archive."""

    def manifest(self) -> Iterator[bytes]:
        """A JSON array that says which file belongs to which item and column."""

    def report(self) -> dict[str, Any] | None:
        """How many there are, and which the store has lost."""


class Links:
    """The address of each, where whoever may see the item gets it; nothing is packed."""

    ending = "(link)"

    def __init__(self, public_url: str) -> None:
        self._base = f"{public_url}/api/v1/attachments/"

    def take(self, reader: psycopg.Connection, plan: ListPlan, item_ids: Sequence[str]) -> None:
        """An address needs no question."""

    def place(self, attachment_id: str) -> str:
        """GET answers with the bytes."""
        return f"{self._base}{attachment_id}/file"

    def add(self, archive: ZipStream) -> Iterator[bytes]:
        """None."""
        yield from ()

    def manifest(self) -> Iterator[bytes]:
        """None."""
        yield b"[]"

    def report(self) -> dict[str, Any] | None:
        """None."""
        return None


class File(msgspec.Struct, omit_defaults=True):
    """A file in the archive, and whose it is. `missing`: the store has lost it, and it is not in there."""

    file: str
    attachment_id: str
    list_id: str | None
    item_id: str
    column_id: str | None
    column: str | None
    name: str
    size: int
    sha256: str
    media_type: str
    missing: bool = False


class _Noted(msgspec.Struct):
    file: File
    object_key: str | None


_noted = msgspec.json.Decoder(_Noted)


class Packed:
    """In the archive, in a folder for each item. Also those that hang on the item itself."""

    ending = "(file)"

    def __init__(self, objects: Objects, notes: Path, most_bytes: int, watcher: Watcher) -> None:
        self._objects = objects
        self._notes = notes
        self._done = notes.with_name(f"{notes.name}.done")
        self._most_bytes = most_bytes
        self._watcher = watcher
        self._places: dict[str, str] = {}
        self._count = self._bytes = self._lost = 0
        self._missing: list[str] = []

    def take(self, reader: psycopg.Connection, plan: ListPlan, item_ids: Sequence[str]) -> None:
        """Writes down the files of these items. Raises ExportFailed when they become too many bytes."""
        self._places.clear()
        if plan.target is not None:
            return
        columns = {column.id: column.name for column in plan.columns if column.type == "attachment"}
        rows = reader.execute(
            "select item_id::text, id::text, column_id::text, name, size, sha256, media_type, object_key"
            " from private.export_files(%s, %s::uuid[])",
            [plan.list["id"], item_ids],
        ).fetchall()
        names: dict[str, Names] = {}
        with self._notes.open("ab") as notes:
            for item_id, id_, column_id, name, size, sha256, media_type, key in rows:
                if column_id is not None and column_id not in columns:
                    continue  # a column that was not asked for
                stem, dot, ending = file_name(name).rpartition(".")
                free = names.setdefault(item_id, Names(LONGEST_FILE))
                member = free.free(stem or ending, dot + ending if stem and len(ending) <= 16 else "")
                place = f"files/{item_id}/{member}"
                file = File(place, id_, plan.list["id"], item_id, column_id, columns.get(column_id),
                            name, size, sha256, media_type)  # fmt: skip
                notes.write(msgspec.json.encode(_Noted(file, key)) + b"\n")
                self._places[id_] = place
                self._count += 1
                self._bytes += size
        if self._bytes > self._most_bytes:
            raise ExportFailed(
                "files_too_large",
                f"The files of these items have more than {self._most_bytes:,} bytes together, the most that"
                " one export packs (EXPORT_FILES_BYTES). Nothing was written: export fewer items at a time,"
                ' or with "attachments": "links".',
            )

    def place(self, attachment_id: str) -> str:
        """The name of the member."""
        return self._places.get(attachment_id, "")

    def add(self, archive: ZipStream) -> Iterator[bytes]:
        """One file after the other, as they are: most are packed already."""
        if not self._notes.exists():
            return
        with self._notes.open("rb") as notes, self._done.open("wb") as done:
            for line in notes:
                noted = _noted.decode(line)
                file, parts = noted.file, self._parts(noted)
                if parts is None:
                    file.missing = True
                    self._lost += 1
                    if len(self._missing) < _MOST_NAMED:
                        self._missing.append(file.file)
                else:
                    archive.add(parts, file.file, compress_type=ZIP_STORED)
                    yield from archive.all_files()
                done.write(msgspec.json.encode(file) + b"\n")

    def manifest(self) -> Iterator[bytes]:
        """A line for each; those that are missing are named as well."""
        yield b"["
        separator = b"\n    "
        if self._done.exists():
            with self._done.open("rb") as done:
                for line in done:
                    yield separator + line.rstrip(b"\n")
                    separator = b",\n    "
        yield b"\n  ]"

    def report(self) -> dict[str, Any] | None:
        """Of the whole archive."""
        return {"count": self._count, "bytes": self._bytes, "missing": self._lost, "names": self._missing}

    def _parts(self, noted: _Noted) -> Iterator[bytes] | None:
        """The bytes, of which the first are there already; None where the store has lost the file."""
        parts = self._read(noted)
        try:
            first = next(parts, b"")
        except ObjectMissing:
            return None
        return self._watched(first, parts)

    def _read(self, noted: _Noted) -> Iterator[bytes]:
        if noted.object_key is None:
            raise ObjectMissing(noted.file.attachment_id)
        try:
            yield from self._objects.parts(noted.object_key, noted.file.size)
        except StoreError as error:
            raise ExportFailed(
                "store_unavailable",
                f'"{noted.file.name}" could not be read: the store of files does not answer ({error}).'
                " Nothing was kept; ask again later.",
            ) from error

    def _watched(self, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
        yield first
        try:
            for part in rest:
                self._watcher.advance(0)  # raises when somebody has cancelled
                yield part
        except ObjectMissing as error:
            raise ExportFailed(
                "file_changed", "A file was deleted from the store while it was being packed; ask again."
            ) from error
