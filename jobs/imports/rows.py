"""The rows of a file, streamed in batches. What is no row is named, and reading goes on behind its line."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TextIO

from jobs.imports.dialect import Arguments

ROW_BYTES = 1_000_000  # an item holds 1 MiB; the rest is for its keys
_BLOCK = 1 << 17  # characters
SHOWN = 1_000  # characters of a bad row that are kept

csv.field_size_limit(4 * ROW_BYTES)


class BadRow(NamedTuple):
    """A piece of the file that is no row; its cells, where it has too many or too few."""

    text: str | None
    reason: str
    cells: list[str] | None = None


class LongLine(str):
    """The start of a line that is too long to be kept."""


Row = list[str] | BadRow


def read_rows(file: TextIO, arguments: Arguments, *, with_blank: bool = False) -> Iterator[list[Row]]:
    """Batches of rows; blank lines are none, or rows without cells. Memory stays flat.

    The file is opened with newline=''.
    """
    lines: list[str] = []
    for more in read_lines(file):
        lines += more
        rows, lines = _parse(lines, arguments, is_last=False)
        if rows := rows if with_blank else [row for row in rows if row]:
            yield rows
    rows, _ = _parse(lines, arguments, is_last=True)
    if rows := rows if with_blank else [row for row in rows if row]:
        yield rows


def checked(rows: list[Row], cell_length: int = ROW_BYTES) -> list[Row]:
    """The same rows; those that cannot be stored, or are too long, are named."""
    return [row if isinstance(row, BadRow) else _checked(row, cell_length) for row in rows]


def read_lines(file: TextIO) -> Iterator[list[str]]:
    """Batches of lines with their ends; one that is too long is a LongLine, its start alone."""
    tail, skipping = "", False
    while block := file.read(_BLOCK):
        lines = list(io.StringIO(tail + block, newline=""))  # splits at \n, \r and \r\n, nowhere else
        # An "\r" at the end may be half of an "\r\n".
        tail = "" if lines[-1].endswith("\n") else lines.pop()
        if skipping and lines:
            lines[0], skipping = LongLine(lines[0]), False
        if skipping or len(tail) > ROW_BYTES:
            tail, skipping = tail[:SHOWN], True
        yield lines
    if tail:
        yield [LongLine(tail) if skipping else tail]


def _parse(lines: list[str], arguments: Arguments, is_last: bool) -> tuple[list[Row], list[str]]:
    """Rows, and the lines of a row that goes on beyond these."""
    if any(type(line) is LongLine for line in lines):
        return _around_long_line(lines, arguments, is_last)
    try:
        rows: list[Row] = list(csv.reader(lines, strict=True, **arguments))
        rest: list[str] = []
    except csv.Error:
        rows, rest = _parse_one_by_one(lines, arguments, is_last)
    text_size = sum(map(len, lines))
    if text_size * 4 > ROW_BYTES or any("\0" in line for line in lines):
        rows = checked(rows)
    return rows, rest


def _parse_one_by_one(lines: list[str], arguments: Arguments, is_last: bool) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    start = done = 0
    while True:
        reader = csv.reader(islice(lines, start, None), strict=True, **arguments)
        try:
            for row in reader:
                rows.append(row)
                done = start + reader.line_num
            return rows, []
        except csv.Error as error:
            at_end = start + reader.line_num >= len(lines)
            if at_end and not is_last and sum(map(len, lines[done:])) <= ROW_BYTES:
                return rows, lines[done:]
            rows.append(BadRow(lines[done].rstrip("\r\n")[:SHOWN], _reason(error)))
            start = done = done + 1


def _around_long_line(lines: list[str], arguments: Arguments, is_last: bool) -> tuple[list[Row], list[str]]:
    place = next(n for n, line in enumerate(lines) if type(line) is LongLine)
    before, _ = _parse(lines[:place], arguments, is_last=True)
    after, rest = _parse(lines[place + 1 :], arguments, is_last)
    bad = BadRow(lines[place][:SHOWN], f"the line is longer than {ROW_BYTES:,} characters")
    return [*before, bad, *after], rest


def _checked(row: list[str], cell_length: int) -> Row:
    if any("\0" in cell for cell in row):
        return BadRow(None, "holds a NUL character, which cannot be stored")
    try:
        size = sum(len(cell.encode()) for cell in row)
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        return BadRow(None, f"holds half of a surrogate pair ({half}), which is no character")
    if size > ROW_BYTES:
        return BadRow(",".join(row)[:SHOWN], f"the row is longer than {ROW_BYTES:,} bytes")
    for number, cell in enumerate(row, 1):
        if len(cell) > cell_length:
            reason = f"cell {number} has {len(cell):,} characters, more than the {cell_length:,} allowed"
            return BadRow(",".join(row)[:SHOWN], reason)
    return row


def _reason(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end" in text or "field limit" in text:
        return "a quote opens here and does not close"
    if "expected after" in text:
        return "text follows a closing quote"
    return f"not a row: {text}"
