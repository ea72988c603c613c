"""A file as a table: its columns, and its rows of data in equal width."""

from collections import Counter
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
_MANY = 10  # rows of one other width


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
        self.blank_rows = self.bad_rows = self.rows = 0
        self._other_widths: Counter[int] = Counter()  # of rows that have too many or too few cells
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
        data = self._data(start[layout.first :])
        whole = [row for row in data if not isinstance(row, BadRow)]
        self.blank_rows = 0
        problems = (*reader.facts.problems, *layout.problems)
        if layout.header.exists and layout.header_row is not None and not data and len(start) <= SAMPLE_ROWS:
            words = "The file has a header and no row of data; if its row is one, say so (has_header: false)."
            problems += (Problem("no_rows", words, layout.header_row),)
        self.facts = TableFacts(
            facts=reader.facts,
            header=layout.header,
            header_row=layout.header_row,
            first_row=layout.first + 1,
            width=layout.width,
            empties=frozenset({"", *(text.strip() for text in options.empty)}),
            problems=problems,
            sample=whole[:SAMPLE_ROWS],
        )

    def batches(self) -> Iterator[list[Row]]:
        """The rows of data from the first. Raises ImportFailed where there are too many."""
        self.blank_rows = self.bad_rows = self.rows = 0
        self._other_widths.clear()
        skip = self._first
        for rows in self._reader.rows():
            if skip:
                skip, rows = max(0, skip - len(rows)), rows[skip:]
            data = self._data(rows)
            self.rows += len(data)
            if self.rows > self._limits.rows:
                raise too_many_rows(self._limits.rows)
            if data:
                yield data

    def problems_of_rows(self) -> list[Problem]:
        """What the rows say once they were read: where many of them do not fit, the table may be another."""
        (width, often), *_ = self._other_widths.most_common(1) or [(0, 0)]
        is_most = self.bad_rows * 2 > self.rows
        if not is_most and (often < _MANY or often * 10 < self.rows):
            return []
        words = f"{self.bad_rows:,} of {self.rows:,} rows cannot be used"
        if often:
            row = self.facts.header_row
            header = f"header, row {row:,}," if row else "first one"
            words += f"; {often:,} of them have {width:,} cells, where the {header} has {self._width:,}"
        words += ". The table may begin in another row (header_row, skip_rows) or have another delimiter."
        code = "most_rows_rejected" if is_most else "rows_of_other_width"
        return [Problem(code, words, self.facts.header_row)]

    def _data(self, rows: Sequence[Row]) -> list[Row]:
        width, keeps_blank = self._width, self._keeps_blank
        data: list[Row] = []
        if self._is_guarded:
            rows = [unguarded(row) if isinstance(row, list) else row for row in rows]
        for row in rows:
            if type(row) is not list:
                self.bad_rows += 1
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
        self.bad_rows += 1
        self._other_widths[len(row)] += 1
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
