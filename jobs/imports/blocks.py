"""Rows as COPY takes them into the temporary tables of private.create_import_tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jobs.exports.protection import release
from jobs.imports.rows import BadRow, Row

TABLE_WIDTH = 250  # as in private.create_import_tables
TAB = "\t"
SHORT = 1_000  # characters: what a column of type text takes


class Block(NamedTuple):
    """Lines for COPY, and what is known of their rows.

    `is_short`: every cell is one line that a column of text takes. `is_full`: no cell is empty.
    """

    text: bytes
    rows: int
    bad_rows: int
    is_short: bool
    is_full: bool


def blocks(
    batches: Iterable[list[Row]],
    part: int,
    width: int,
    empties: frozenset[str],
    *,
    is_protected: bool = False,
) -> Iterator[Block]:
    """The rows as COPY takes them: number, problem (in the first table), cells. Nothing is null.

    `is_protected`: apostrophes that an export has put before cells are taken away.
    """
    number = 1
    for rows in batches:
        text = "".join(_lines(rows, number, part, width, empties, is_protected))
        number += len(rows)
        bad_rows = sum(type(row) is BadRow for row in rows)
        yield Block(text.encode(), len(rows), bad_rows, _is_short(rows, text), _is_full(text, len(rows)))


def _is_short(rows: Sequence[Row], text: str) -> bool:
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


def _lines(
    rows: Iterable[Row], number: int, part: int, width: int, empties: frozenset[str], is_protected: bool
) -> Iterator[str]:
    first, last = (part - 1) * TABLE_WIDTH, part * TABLE_WIDTH
    is_narrow, only_blank = width <= TABLE_WIDTH, len(empties) == 1
    tabs = min(last, width) - first - 1
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
            and not is_protected
            and text.isascii()
            and text.count(TAB) == tabs
            and "\\" not in text
            and "\n" not in text
            and "\r" not in text
            and "\t " not in text
            and not text.startswith(" ")
        )
        if not is_plain:
            bare = release if is_protected else str
            text = TAB.join("" if cell.strip() in empties else _escaped(bare(cell)) for cell in cells)
        yield f"{n}\t\t{text}\n" if part == 1 else f"{n}\t{text}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace(TAB, r"\t").replace("\n", r"\n").replace("\r", r"\r")
