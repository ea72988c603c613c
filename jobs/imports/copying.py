"""The rows of a file into the temporary tables of private.create_import_tables."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import psycopg
from psycopg import sql

from jobs.imports.dialect import Dialect
from jobs.imports.rows import BadRow, Row, read_rows

TABLE_WIDTH = 250  # as in private.create_import_tables

Cells = list[str | None]


class Source(msgspec.Struct, frozen=True):
    """A file and how it is read. `empties` are the texts, without spaces around them, of an empty cell."""

    path: Path
    encoding: str
    dialect: Dialect
    has_header: bool
    width: int
    empties: frozenset[str]

    def batches(self) -> Iterator[list[Row]]:
        """The data rows."""
        skip = self.has_header
        with self.path.open(encoding=self.encoding, newline="") as file:
            for rows in read_rows(file, self.dialect.arguments()):
                yield rows[1:] if skip else rows
                skip = False


class Copied(msgspec.Struct, frozen=True):
    """How many rows the file has, and how many of them cannot be used."""

    rows: int
    bad_rows: int


def copy_rows(worker: psycopg.Connection, source: Source, report: Callable[[int], None]) -> Copied:
    """Streams the file once for each table. `report` is told the number of rows read so far."""
    copied = _copy_part(worker, source, 1, report)
    for part in range(2, (source.width + TABLE_WIDTH - 1) // TABLE_WIDTH + 1):
        _copy_part(worker, source, part, lambda rows: report(copied.rows))
    return copied


def _copy_part(
    worker: psycopg.Connection, source: Source, part: int, report: Callable[[int], None]
) -> Copied:
    table = sql.Identifier("pg_temp", f"import_rows_{part}")
    number = bad = 0
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")  # quotes both characters, on every Python
    with worker.cursor().copy(sql.SQL("copy {} from stdin (format csv)").format(table)) as copy:
        for rows in source.batches():
            usable = [_usable(row, source.width) for row in rows]
            bad += sum(isinstance(row, BadRow) for row in usable)
            writer.writerows(_records(usable, number + 1, part, source))
            number += len(rows)
            copy.write(buffer.getvalue())
            buffer.seek(0)
            buffer.truncate()
            report(number)
    return Copied(number, bad)


def _usable(row: Row, width: int) -> Row:
    if isinstance(row, BadRow) or len(row) == width:
        return row
    text = ",".join(row)[:1000]
    return BadRow(text, f"has {len(row):,} cells where the first row has {width:,}")


def _records(rows: Iterable[Row], number: int, part: int, source: Source) -> Iterator[Sequence[object]]:
    first, last = (part - 1) * TABLE_WIDTH, part * TABLE_WIDTH
    nothing = [None] * (min(last, source.width) - first - 1)
    for n, row in enumerate(rows, number):
        if isinstance(row, BadRow):
            if part == 1:
                yield n, row.reason, row.text, *nothing
        elif part == 1:
            yield n, None, *_filled(row[:last], source.empties)
        else:
            yield n, *_filled(row[first:last], source.empties)


def _filled(row: Sequence[str], empties: frozenset[str]) -> Cells:
    if len(empties) == 1:  # only ""
        return [cell if cell and not cell.isspace() else None for cell in row]
    return [cell if cell.strip() not in empties else None for cell in row]
