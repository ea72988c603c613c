"""The file of a list or of records, and archives with their manifest: of a workspace, or with files."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID
from zipfile import ZIP_DEFLATED

import msgspec
import psycopg
from zipstream import ZipStream  # type: ignore[import-untyped]

from jobs.exports.files import Files, Watcher
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
from jobs.exports.table import Items, Records, Source, Table
from jobs.exports.workbook import Workbook
from jobs.exports.writers import csv_blocks, json_blocks, ndjson_blocks

VERSION = 1  # of what manifest.json and the `about` of a JSON file say
_TARGETS = ("contacts", "deals", "tasks", "activities", "pipelines")
_IMPORTED = (None, "contacts", "deals")  # of the rest there is no import
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


class Way(NamedTuple):
    """How it is written, where, and with what of the files of items."""

    format: Format
    options: Options
    folder: Path
    watcher: Watcher
    files: Files


def make_table(reader: psycopg.Connection, source: Source, name: str, way: Way) -> Made:
    """A list, a view, a selection, contacts, deals or tasks as one file; with the files of items a zip."""
    plan = source.plan(reader)
    way.watcher.expect(plan.count)
    table = _table(reader, source, plan, way)
    if way.options.attachments == "zip" and plan.target is None:
        return _make_archive(reader, table, name, way)
    path = way.folder / "file"
    sheets, notes = [], []
    if way.format == "xlsx":
        with Workbook(path, way.folder, way.options) as book:
            sheets = book.add(table)
        notes = book.notes
    else:
        about = _about(reader) | {"list": plan.list, "columns": _columns(table)}
        _write(path, _blocks(table, way, about))
    report = {"lists": [_describe(table, way, sheets)], "notes": notes}
    charset = f"; charset={way.options.encoding}" if way.format == "csv" else ""
    return Made(path, f"{file_name(name)}.{way.format}", _MEDIA_TYPES[way.format] + charset, report)


def make_workspace(reader: psycopg.Connection, workspace_id: UUID, name: str, way: Way) -> Made:
    """Every list and the CRM in one archive, with a manifest that says what is what without us."""
    about = _one(reader, "select private.plan_workspace_export(%s)", [workspace_id])
    records = [Records(target, workspace_id) for target in _TARGETS]
    sources: list[Source] = [*(Items(each["id"]) for each in about["lists"]), *records]
    plans = [source.plan(reader) for source in records]
    way.watcher.expect(sum(each["item_count"] for each in about["lists"]) + sum(plan.count for plan in plans))
    tables = (_table(reader, source, source.plan(reader), way) for source in sources)
    members = [*(("lists", each["name"]) for each in about["lists"]), *(("crm", t) for t in _TARGETS)]
    return _archive(reader, tables, members, name, about, way)


def _make_archive(reader: psycopg.Connection, table: Table, name: str, way: Way) -> Made:
    """One table with the files of its items."""
    about = {"list": table.plan.list | {"columns": _columns(table)}}
    return _archive(reader, iter([table]), [("", name)], name, about, way)


def _archive(
    reader: psycopg.Connection,
    tables: Iterator[Table],
    members: list[tuple[str, str]],
    name: str,
    about: dict[str, Any],
    way: Way,
) -> Made:
    """The tables, the files of items, and the manifest: what was written is said when it is."""
    described: list[dict[str, Any]] = []
    notes: list[str] = []
    report: dict[str, Any] = {"lists": described, "notes": notes}
    archive = ZipStream(compress_type=ZIP_DEFLATED, compress_level=6)

    def blocks() -> Iterator[bytes]:
        if way.format == "xlsx":
            book_name = f"{file_name(name)}.xlsx"
            with Workbook(way.folder / "book", way.folder, way.options) as book:
                described.extend(
                    {"file": book_name} | _describe(table, way, book.add(table)) for table in tables
                )
            notes.extend(book.notes)
            archive.add_path(way.folder / "book", book_name)
        else:
            names = {"": Names(LONGEST_FILE)}
            names[""].free("manifest", ".json")  # that one is ours
            for (folder, wanted), table in zip(members, tables, strict=True):
                free = names.setdefault(folder, Names(LONGEST_FILE))
                member = "/".join(filter(None, [folder, free.free(file_name(wanted), f".{way.format}")]))
                archive.add(_member(table, member, described, way), member)
                yield from archive.all_files()
        yield from archive.all_files()
        yield from way.files.add(archive)
        if files := way.files.report():
            report["attachments"] = files
            if files["missing"]:
                notes.append(_missing_note(files["missing"]))
        archive.add(_manifest(_about(reader) | about | {"files": report}, way.files), "manifest.json")
        yield from archive.finalize()

    path = way.folder / "file"
    _write(path, blocks())
    return Made(path, f"{file_name(name)}.zip", "application/zip", report)


def _manifest(said: dict[str, Any], files: Files) -> Iterator[bytes]:
    """The attachments last, one by one: there may be more of them than memory likes."""
    if files.report() is None:
        yield msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"
        return
    yield msgspec.json.format(msgspec.json.encode(said), indent=2).rstrip().removesuffix(b"}").rstrip()
    yield b',\n  "attachments": '
    yield from files.manifest()
    yield b"\n}\n"


def _missing_note(count: int) -> str:
    return (
        f"{count:,} {'file is' if count == 1 else 'files are'} not in the archive: the store has lost"
        f" {'it' if count == 1 else 'them'}. manifest.json names {'it' if count == 1 else 'each'}."
    )


def _member(table: Table, member: str, described: list[dict[str, Any]], way: Way) -> Iterator[bytes]:
    """A table in the archive; what is said about it is known when it is written."""
    yield from _blocks(table, way, {"list": table.plan.list, "columns": _columns(table)})
    described.append({"file": member} | _describe(table, way, []))


def _table(reader: psycopg.Connection, source: Source, plan: ListPlan, way: Way) -> Table:
    return Table(reader, source, plan, way.options, way.format, way.watcher.advance, way.files)


def _blocks(table: Table, way: Way, about: dict[str, Any]) -> Iterator[bytes]:
    if way.format == "csv":
        return csv_blocks(table, way.options)
    return json_blocks(table, about) if way.format == "json" else ndjson_blocks(table)


def _write(path: Path, blocks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for block in blocks:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())  # the row that says "done" must not outlive the file


def _describe(table: Table, way: Way, sheets: list[str]) -> dict[str, Any]:
    """What people and programs are told about the file of a list."""
    plan = table.plan
    said = {
        "list_id": plan.list["id"],
        "name": plan.name,
        "rows": table.rows,
        "columns": _columns(table),
        "problems": problems_of(plan),
        "import_options": import_options(plan, table.fields, way.options, way.format),
        "import_mapping": import_mapping(plan, table.fields, way.format),
    }
    if plan.target is not None:
        said["target"] = plan.target
    if plan.target not in _IMPORTED:
        del said["import_options"], said["import_mapping"]
    return said | ({"sheets": sheets} if sheets else {})


def _about(reader: psycopg.Connection) -> dict[str, Any]:
    return {"format": "deedbook export", "version": VERSION, "exported_at": _snapshot(reader)}


def _columns(table: Table) -> list[dict[str, Any]]:
    by_key = {column.key: column for column in table.plan.columns}
    return [_column(field, by_key.get(field.key or "")) for field in table.fields]


def _column(field: Field, column: Column | None) -> dict[str, Any]:
    said = {"name": field.name, "holds": field.holds}
    if column is None:
        return said
    return said | {"key": column.key, "column_id": column.id, "type": column.type, "config": column.config}


def _snapshot(reader: psycopg.Connection) -> datetime:
    row = reader.execute("select transaction_timestamp()").fetchone()
    assert row is not None  # noqa: S101
    moment: datetime = row[0]
    return moment


def _one(reader: psycopg.Connection, query: Any, parameters: list[Any]) -> dict[str, Any]:
    row = reader.execute(query, parameters).fetchone()
    assert row is not None  # noqa: S101
    return dict(row[0])
