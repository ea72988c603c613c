"""A file as a table: its columns, and its rows of data in equal width."""

from collections.abc import Iterator, Sequence

import msgspec

from deedbook.import_limits import ImportLimits
from jobs.exports.protection import release
from jobs.imports.errors import ImportFailed, Problem, too_many_rows
from jobs.imports.guard import REPORT_COLUMNS, is_report_header, unguarded
from jobs.imports.header import Header, named_header
from jobs.imports.layout import Layout, find_layout
from jobs.imports.options import Options
from jobs.imports.readers.base import Facts, Reader
from jobs.imports.rows import BadRow, Row

SAMPLE_ROWS = 1_000


class TableFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a table before its rows are read."""

    facts: Facts
    header: Header
    header_row: int | None
    first_row: int  # of the file, from 1
    width: int
    empties: frozenset[str]
    problems: tuple[Problem, ...]
    sample: list[list[str]]


class Table:
    """Takes the rows of a reader; what is no row of data is left out, and counted."""

    def __init__(self, reader: Reader, options: Options, limits: ImportLimits) -> None:
        self._reader, self._limits = reader, limits
        self._pads = options.ragged == "pad"
        self.is_protected = options.is_protected
        self._keeps_blank = options.blank_rows == "keep" or reader.names is not None
        self.blank_rows = 0
        start = _start_of(reader)
        if self.is_protected:
            start = [row if isinstance(row, BadRow) else [release(cell) for cell in row] for row in start]
        if start and is_report_header(start[0]):
            # Its names are guarded as its cells are, whatever they look like.
            start[0] = unguarded(start[0]) if isinstance(start[0], list) else start[0]
            if options.has_header is None:
                options = msgspec.structs.replace(options, has_header=True)
        layout = _layout(reader, start, options)
        if layout.width > limits.columns:
            raise ImportFailed(
                "too_many_columns",
                f"The file has {layout.width:,} columns; a list has at most {limits.columns:,}.",
            )
        self._first = layout.first
        self._width = layout.width
        self._is_guarded = set(REPORT_COLUMNS) <= set(layout.header.names)
        whole = [row for row in self._data(start[layout.first :]) if not isinstance(row, BadRow)]
        self.blank_rows = 0
        self.facts = TableFacts(
            facts=reader.facts,
            header=layout.header,
            header_row=layout.header_row,
            first_row=layout.first + 1,
            width=layout.width,
            empties=frozenset({"", *(text.strip() for text in options.empty)}),
            problems=(*reader.facts.problems, *layout.problems),
            sample=whole[:SAMPLE_ROWS],
        )

    def batches(self) -> Iterator[list[Row]]:
        """The rows of data from the first. Raises ImportFailed where there are too many."""
        self.blank_rows = count = 0
        skip = self._first
        for rows in self._reader.rows():
            if skip:
                skip, rows = max(0, skip - len(rows)), rows[skip:]
            data = self._data(rows)
            count += len(data)
            if count > self._limits.rows:
                raise too_many_rows(self._limits.rows)
            if data:
                yield data

    def _data(self, rows: Sequence[Row]) -> list[Row]:
        width, keeps_blank = self._width, self._keeps_blank
        data: list[Row] = []
        if self._is_guarded:
            rows = [unguarded(row) if isinstance(row, list) else row for row in rows]
        for row in rows:
            if type(row) is not list:
                data.append(row)
            elif not keeps_blank and (not row or not row[0].strip()) and not any(map(str.strip, row)):
                self.blank_rows += 1
            elif len(row) == width:
                data.append(row)
            elif row:
                data.append(self._fitted(row))
        return data

    def _fitted(self, row: list[str]) -> Row:
        """A row of another width: blank cells beyond the last column are none."""
        width = self._width
        if len(row) > width and not any(map(str.strip, row[width:])):
            return row[:width]
        if len(row) < width and self._pads:
            return row + [""] * (width - len(row))
        text = ",".join(row)[:1000]
        return BadRow(text, f"has {len(row):,} cells where the first row has {width:,}", row)


def _start_of(reader: Reader) -> list[Row]:
    start: list[Row] = []
    for rows in reader.rows():
        start += rows
        if len(start) > SAMPLE_ROWS:
            break
    return start


def _layout(reader: Reader, start: Sequence[Row], options: Options) -> Layout:
    if reader.names is None:
        return find_layout(start, options, reader.merged)
    header: Header = named_header(reader.names, "the names of the records")
    return Layout(header, None, 0, len(reader.names))
