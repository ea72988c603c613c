"""The rows of a file into the temporary tables of private.create_import_tables."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import psycopg
from psycopg import sql

from jobs.exports.protection import release
from jobs.imports.ahead import read_ahead
from jobs.imports.dialect import Dialect
from jobs.imports.rows import BadRow, Row, read_rows

TABLE_WIDTH = 250  # as in private.create_import_tables
TAB = "\t"
SHORT = 1_000  # characters: what a column of type text takes
_CHECKED_ROWS = 20_000
_BLOCKS_AHEAD = 16


class Source(msgspec.Struct, frozen=True):
    """A file and how it is read. `empties` are the texts, without spaces around them, of an empty cell.

    `is_protected`: apostrophes that an export has put before cells are taken away.
    """

    path: Path
    encoding: str
    dialect: Dialect
    has_header: bool
    width: int
    empties: frozenset[str]
    is_protected: bool = False

    def batches(self) -> Iterator[list[Row]]:
        """The data rows."""
        skip = self.has_header
        with self.path.open(encoding=self.encoding, newline="") as file:
            for rows in read_rows(file, self.dialect.arguments()):
                yield rows[1:] if skip else rows
                skip = False


class Copied(msgspec.Struct, frozen=True):
    """How many rows the file has, and how many of them cannot be used.

    `is_short`: every cell is one line that a column of text takes. `is_full`: no cell is empty.
    """

    rows: int
    bad_rows: int
    is_short: bool
    is_full: bool


class _Block(NamedTuple):
    text: str
    rows: int
    bad_rows: int
    is_short: bool
    is_full: bool


def copy_rows(
    worker: psycopg.Connection,
    source: Source,
    report: Callable[[int], None],
    check: Callable[[], None] | None = None,
) -> Copied:
    """Streams the file once for each table. `report` is told the number of rows read so far.

    `check` is called now and then, when a number of rows has arrived, while the next ones are being read.
    It is not for files so wide that they take several tables.
    """
    parts = (source.width + TABLE_WIDTH - 1) // TABLE_WIDTH
    copied = _copy_part(worker, source, 1, report, check if parts == 1 else None)
    for part in range(2, parts + 1):
        _copy_part(worker, source, part, lambda rows: report(copied.rows), None)
    return copied


def _copy_part(
    worker: psycopg.Connection,
    source: Source,
    part: int,
    report: Callable[[int], None],
    check: Callable[[], None] | None,
) -> Copied:
    table = sql.Identifier("pg_temp", f"import_rows_{part}")
    statement = sql.SQL("copy {} from stdin (null '')").format(table)
    number = bad = 0
    is_short = is_full = True
    with read_ahead(_blocks(source, part), _BLOCKS_AHEAD) as blocks:
        while (block := next(blocks, None)) is not None:
            end = number + _CHECKED_ROWS
            with worker.cursor().copy(statement) as copy:
                while block is not None:
                    copy.write(block.text)
                    number, bad = number + block.rows, bad + block.bad_rows
                    is_short, is_full = is_short and block.is_short, is_full and block.is_full
                    report(number)
                    block = next(blocks, None) if number < end or check is None else None
            if check is not None:
                check()
    return Copied(number, bad, is_short, is_full)


def _blocks(source: Source, part: int) -> Iterator[_Block]:
    """The rows as COPY takes them: number, problem (in the first table), cells. Nothing is null."""
    number = 1
    for rows in source.batches():
        usable = [_usable(row, source.width) for row in rows]
        text = "".join(_lines(usable, number, part, source))
        number += len(rows)
        bad_rows = sum(type(row) is BadRow for row in usable)
        yield _Block(text, len(rows), bad_rows, _is_short(usable, text), _is_full(text, len(rows)))


def _is_short(rows: list[Row], text: str) -> bool:
    """Whether every cell is one line of a length that any column of text takes."""
    if "\\" not in text and max(map(len, text.split("\n"))) <= SHORT:
        return True  # no line as a whole is longer, nor holds an escaped line break
    return not any(
        len(cell) > SHORT or "\n" in cell or "\r" in cell
        for row in rows
        if not isinstance(row, BadRow)
        for cell in row
    )


def _is_full(text: str, rows: int) -> bool:
    """Whether no cell is empty: two tabs stand where there is no problem, and nowhere else."""
    return text.count("\t\t") == rows and "\t\t\t" not in text and "\t\n" not in text


def _usable(row: Row, width: int) -> Row:
    if len(row) == width and type(row) is list:
        return row
    if isinstance(row, BadRow):
        return row
    text = ",".join(row)[:1000]
    return BadRow(text, f"has {len(row):,} cells where the first row has {width:,}")


def _lines(rows: Iterable[Row], number: int, part: int, source: Source) -> Iterator[str]:
    first, last = (part - 1) * TABLE_WIDTH, part * TABLE_WIDTH
    is_narrow, only_blank = source.width <= TABLE_WIDTH, len(source.empties) == 1
    tabs = min(last, source.width) - first - 1
    for n, row in enumerate(rows, number):
        if isinstance(row, BadRow):
            if part == 1:
                yield f"{n}\t{_escaped(row.reason)}\t{_escaped(row.text or '')}{tabs * TAB}\n"
            continue
        cells = row if is_narrow else row[first:last]
        text = TAB.join(cells)
        # Most rows have nothing that COPY would take for something else, nor a cell of spaces alone.
        is_plain = (
            only_blank
            and not source.is_protected
            and text.isascii()
            and text.count(TAB) == tabs
            and "\\" not in text
            and "\n" not in text
            and "\r" not in text
            and "\t " not in text
            and not text.startswith(" ")
        )
        if not is_plain:
            bare = release if source.is_protected else str
            text = TAB.join("" if cell.strip() in source.empties else _escaped(bare(cell)) for cell in cells)
        yield f"{n}\t\t{text}\n" if part == 1 else f"{n}\t{text}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace(TAB, r"\t").replace("\n", r"\n").replace("\r", r"\r")
