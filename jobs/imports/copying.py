"""The rows of a file into the temporary tables of private.create_import_tables."""

from collections.abc import Callable

import msgspec
import psycopg
from psycopg import sql

from jobs.imports.ahead import read_ahead
from jobs.imports.blocks import TABLE_WIDTH
from jobs.imports.reading import Source

_CHECKED_ROWS = 20_000
_BLOCKS_AHEAD = 16


class Copied(msgspec.Struct, frozen=True):
    """How many rows the file has, and how many of them cannot be used.

    `is_short`: every cell is one line that a column of text takes. `is_full`: no cell is empty.
    """

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
    with read_ahead(source.blocks(part), _BLOCKS_AHEAD) as blocks:
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
