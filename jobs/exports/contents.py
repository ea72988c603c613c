"""The file of a list, and the archive of a workspace with its manifest."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from uuid import UUID
from zipfile import ZIP_DEFLATED

import msgspec
import psycopg
from zipstream import ZipStream  # type: ignore[import-untyped]

from jobs.exports.names import LONGEST_FILE, Names, file_name
from jobs.exports.plan import (
    Column,
    Field,
    Format,
    ListPlan,
    Options,
    import_mapping,
    import_options,
    problems_of,
)
from jobs.exports.table import Source, Table
from jobs.exports.workbook import Workbook
from jobs.exports.writers import csv_blocks, json_blocks, ndjson_blocks

VERSION = 1  # of what manifest.json and the `about` of a JSON file say
_MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "ndjson": "application/x-ndjson",
}


class Made(NamedTuple):
    """A file that is complete, and what is in it."""

    path: Path
    name: str
    media_type: str
    report: dict[str, Any]


class Watcher(Protocol):
    """Who is told how far it is."""

    def expect(self, rows: int) -> None: ...
    def advance(self, rows: int) -> None: ...


def make_list(
    reader: psycopg.Connection,
    source: Source,
    name: str,
    format_: Format,
    options: Options,
    folder: Path,
    watcher: Watcher,
) -> Made:
    """A list, a view or a selection as one file."""
    plan = _plan(reader, source)
    watcher.expect(plan.count)
    table = Table(reader, source, plan, options, format_, watcher.advance)
    path = folder / "file"
    sheets, notes = [], []
    if format_ == "xlsx":
        with Workbook(path, folder, options) as book:
            sheets = book.add(table)
        notes = book.notes
    else:
        about = {"format": "deedbook export", "version": VERSION, "exported_at": _snapshot(reader)}
        _write(
            path, _blocks(table, format_, options, about | {"list": plan.list, "columns": _columns(table)})
        )
    report = {"lists": [_describe(table, options, format_, sheets)], "notes": notes}
    charset = f"; charset={options.encoding}" if format_ == "csv" else ""
    return Made(path, f"{file_name(name)}.{format_}", _MEDIA_TYPES[format_] + charset, report)


def make_workspace(
    reader: psycopg.Connection,
    workspace_id: UUID,
    name: str,
    format_: Format,
    options: Options,
    folder: Path,
    watcher: Watcher,
) -> Made:
    """Every list in one archive, with a manifest that says what is what without us."""
    about = _one(reader, "select private.plan_workspace_export(%s)", [workspace_id])
    sources = [Source(each["id"]) for each in about["lists"]]
    watcher.expect(sum(each["item_count"] for each in about["lists"]))
    described: list[dict[str, Any]] = []
    notes: list[str] = []
    archive = ZipStream(compress_type=ZIP_DEFLATED, compress_level=6)
    tables = (Table(reader, s, _plan(reader, s), options, format_, watcher.advance) for s in sources)
    if format_ == "xlsx":
        book_name = f"{file_name(name)}.xlsx"
        with Workbook(folder / "book", folder, options) as book:
            described += (
                {"file": book_name} | _describe(table, options, format_, book.add(table)) for table in tables
            )
            if not sources:
                book.add_empty()
        notes += book.notes
        archive.add_path(folder / "book", book_name)
    else:
        names = Names(LONGEST_FILE)
        for each, table in zip(about["lists"], tables, strict=True):
            member = names.free(file_name(each["name"]), f".{format_}")
            archive.add(_member(table, member, described, format_, options), f"lists/{member}")

    report = {"lists": described, "notes": notes}

    def manifest() -> Iterator[bytes]:
        said = {"format": "deedbook export", "version": VERSION, "exported_at": _snapshot(reader)} | about
        yield msgspec.json.format(msgspec.json.encode(said | {"files": report}), indent=2) + b"\n"

    archive.add(manifest(), "manifest.json")
    path = folder / "file"
    _write(path, archive)
    return Made(path, f"{file_name(name)}.zip", "application/zip", report)


def _member(
    table: Table, member: str, described: list[dict[str, Any]], format_: Format, options: Options
) -> Iterator[bytes]:
    """A list in the archive; what is said about it is known when it is written."""
    yield from _blocks(table, format_, options, {"list": table.plan.list, "columns": _columns(table)})
    described.append({"file": f"lists/{member}"} | _describe(table, options, format_, []))


def _blocks(table: Table, format_: Format, options: Options, about: dict[str, Any]) -> Iterator[bytes]:
    if format_ == "csv":
        return csv_blocks(table, options)
    return json_blocks(table, about) if format_ == "json" else ndjson_blocks(table)


def _write(path: Path, blocks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())  # the row that says "done" must not outlive the file


def _describe(table: Table, options: Options, format_: Format, sheets: list[str]) -> dict[str, Any]:
    """What people and programs are told about the file of a list."""
    plan = table.plan
    said = {
        "list_id": plan.list["id"],
        "name": plan.name,
        "rows": table.rows,
        "columns": _columns(table),
        "problems": problems_of(plan),
        "import_options": import_options(plan, table.fields, options, format_),
        "import_mapping": import_mapping(plan, table.fields, format_),
    }
    return said | ({"sheets": sheets} if sheets else {})


def _columns(table: Table) -> list[dict[str, Any]]:
    by_key = {column.key: column for column in table.plan.columns}
    return [_column(field, by_key.get(field.key or "")) for field in table.fields]


def _column(field: Field, column: Column | None) -> dict[str, Any]:
    said = {"name": field.name, "holds": field.holds}
    if column is None:
        return said
    return said | {"key": column.key, "column_id": column.id, "type": column.type, "config": column.config}


def _plan(reader: psycopg.Connection, source: Source) -> ListPlan:
    said = _one(reader, "select private.plan_export(%s, %s, %s::uuid[], %s)", source.arguments())
    return msgspec.convert(said, ListPlan)


def _snapshot(reader: psycopg.Connection) -> datetime:
    row = reader.execute("select transaction_timestamp()").fetchone()
    assert row is not None  # noqa: S101
    moment: datetime = row[0]
    return moment


def _one(reader: psycopg.Connection, query: Any, parameters: list[Any]) -> dict[str, Any]:
    row = reader.execute(query, parameters).fetchone()
    assert row is not None  # noqa: S101
    return dict(row[0])
