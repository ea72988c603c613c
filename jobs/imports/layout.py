"""Where a table begins in its file: what stands before the header, how many rows the header has."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from jobs.imports.errors import ImportFailed, Problem
from jobs.imports.header import Header, find_header, kind_of, looks_like_header, named_header
from jobs.imports.options import Options
from jobs.imports.rows import BadRow, Row

_FEWEST = 3  # rows of one width below many remarks: a table
_LOOKED_AT = 30  # rows that tell what a column holds
_SHOWN = 80  # characters of what stands before the table
Area = tuple[int, int, int, int]


class Layout(msgspec.Struct, frozen=True):
    """`first`: rows of the file before the first row of data. `header_row` counts from 1."""

    header: Header
    header_row: int | None
    first: int
    width: int
    problems: tuple[Problem, ...] = ()


def find_layout(rows: Sequence[Row], options: Options, merged: Sequence[Area]) -> Layout:
    """By the first rows of a file, blank ones too. Raises ImportFailed where there is no table."""
    filled = [
        number for number, row in enumerate(rows) if isinstance(row, BadRow) or any(map(str.strip, row))
    ]
    if not filled:
        raise ImportFailed("file_empty", "The file has no rows.")
    start = _start(rows, filled, options)
    row = rows[start]
    if isinstance(row, BadRow):
        raise ImportFailed("header_invalid", f"Row {start + 1:,} cannot be read: {row.reason}.")
    problems = _before(rows, start)
    below = [number for number in filled if number > start]
    if options.has_header is not False and (shifted := _shifted(rows, start, options)) is not None:
        return Layout(
            named_header(shifted, "the row above the first full one"), start, start, len(shifted), problems
        )
    width = len(row)
    whole = [rows[number] for number in (start, *below)]
    usable = [cut for r in whole if (cut := _cut(r, width)) is not None]
    count = _header_rows(usable, start, options, merged)
    if count == 1:
        declared = True if options.header_row is not None else options.has_header
        header = find_header(usable, declared)
        first = start + 1 if header.exists else start
        if header.exists and options.header_rows is None and _may_be_second(usable):
            words = "The row below the header may belong to it (header_rows: 2 says so); it is read as data."
            problems += (Problem("maybe_second_header", words, start + 2),)
        return Layout(header, start + 1 if header.exists else None, first, width, problems)
    names = _joined(usable[:count])
    words = f"The header has {count} rows; names are joined with a slash."
    first = below[count - 2] + 1
    problems += (Problem("header_rows", words, start + 1),)
    return Layout(named_header(names, f"{count} rows"), start + 1, first, width, problems)


def _start(rows: Sequence[Row], filled: Sequence[int], options: Options) -> int:
    """The row with the names, or the first of data where there are none."""
    if options.header_row is not None:
        if options.header_row - 1 not in filled:
            raise ImportFailed(
                "header_invalid", f"Row {options.header_row:,}, said to be the header, is blank or not there."
            )
        return options.header_row - 1
    if options.skip_rows is not None:
        found = next((number for number in filled if number >= options.skip_rows), None)
        if found is None:
            raise ImportFailed(
                "file_empty", f"The file has no rows after the {options.skip_rows:,} that are skipped."
            )
        return found
    return _found_start(rows, filled)


def _found_start(rows: Sequence[Row], filled: Sequence[int]) -> int:
    """The first row that is no title, date or remark above the table."""
    usable = [(n, row) for n in filled if not isinstance(row := rows[n], BadRow)]
    if not usable:
        return filled[0]
    reach = {n: max(k for k, cell in enumerate(row, 1) if cell.strip()) for n, row in usable}
    width = Counter(reach.values()).most_common(1)[0][0]
    lengths = Counter(len(row) for _, row in usable)
    length, often = max(lengths.items(), key=lambda pair: (pair[1], pair[0]))
    first, first_row = usable[0]
    if len(first_row) < length and often * 2 > len(usable) and max(reach.values()) > len(first_row):
        return next((n for n, row in usable if len(row) == length), first)
    if (below := _below_remarks(usable)) is not None:
        return below
    counts = {n: sum(bool(cell.strip()) for cell in row) for n, row in usable}
    most = 1 if width < 5 else 2
    for place, (number, row) in enumerate(usable):
        if counts[number] > most:
            is_names = counts[number] >= max(2, 0.8 * width) and not any(kind_of(c.strip()) for c in row)
            return number if place and is_names else first
    return first


def _below_remarks(usable: Sequence[tuple[int, list[str]]]) -> int | None:
    """The names of a table that has fewer rows than there are remarks above it, each with fewer cells."""
    length = len(usable[-1][1])
    place = len(usable)
    while place and len(usable[place - 1][1]) == length:
        place -= 1
    above, table = usable[:place], usable[place:]
    if not above or len(table) < _FEWEST or any(len(row) >= length for _, row in above):
        return None
    number, names = table[0]
    is_names = all(map(str.strip, names)) and not any(kind_of(cell.strip()) for cell in names)
    return number if is_names else None


def _before(rows: Sequence[Row], start: int) -> tuple[Problem, ...]:
    said = [_line(row) for row in rows[:start]]
    shown = [f'"{line[:_SHOWN]}"' for line in said if line]
    if not shown:
        return ()
    some = ", ".join(shown[:5]) + (", …" if len(shown) > 5 else "")
    return (Problem("rows_before_header", f"{len(shown):,} rows before the table are no data: {some}.", 1),)


def _line(row: Row) -> str:
    if isinstance(row, BadRow):
        return row.text or row.reason
    return " ".join(cell.strip() for cell in row if cell.strip())


def _shifted(rows: Sequence[Row], start: int, options: Options) -> list[str] | None:
    """Names of a header that has one cell less than each row, as R writes it."""
    above, row = rows[start - 1] if start else None, rows[start]
    if options.header_row or options.skip_rows or not isinstance(above, list) or not isinstance(row, list):
        return None
    is_short = len(above) == len(row) - 1 >= 2 and all(map(str.strip, above))
    same = [r for r in rows[start:] if isinstance(r, list) and len(r) == len(row)]
    if not is_short or any(kind_of(cell.strip()) for cell in above) or looks_like_header(same)[0]:
        return None
    return ["", *above]


def _cut(row: Row, width: int) -> list[str] | None:
    """A row of the table's width; None for another. Blank cells beyond it are none."""
    if isinstance(row, BadRow) or len(row) < width or any(map(str.strip, row[width:])):
        return None
    return row[:width]


def _header_rows(rows: Sequence[list[str]], start: int, options: Options, merged: Sequence[Area]) -> int:
    if options.header_rows is not None:
        if options.header_rows > len(rows):
            raise ImportFailed("header_invalid", f"The file has fewer than {options.header_rows} rows.")
        return options.header_rows if options.has_header is not False else 1
    if options.has_header is False or len(rows) < 3:
        return 1
    first, second = rows[0], rows[1]
    is_grouped = any(a == start == c and d > b for a, b, c, d in merged)
    has_gaps = any(cell.strip() for cell in first) and any(
        not cell.strip() and second[n].strip() for n, cell in enumerate(first)
    )
    is_complete = all(a.strip() or b.strip() for a, b in zip(first, second, strict=True))
    if not (is_complete and has_gaps) or any(kind_of(cell.strip()) for cell in (*first, *second)):
        return 1
    return 2 if is_grouped or _stands_out(rows[1:]) else 1


def _stands_out(rows: Sequence[list[str]]) -> bool:
    """Whether the first of these rows is text where those below it are something else."""
    below = rows[1:_LOOKED_AT]
    for n, cell in enumerate(rows[0]):
        values = [row[n].strip() for row in below if row[n].strip()]
        if cell.strip() and values and all(map(kind_of, values)):
            return True
    return False


def _may_be_second(rows: Sequence[list[str]]) -> bool:
    return len(rows) > 3 and not any(kind_of(cell.strip()) for cell in rows[1]) and _stands_out(rows[1:])


def _joined(rows: Sequence[list[str]]) -> list[str]:
    """The name of a group goes on to the right while the row below has names."""
    filled: list[list[str]] = []
    for depth, row in enumerate(rows):
        below = rows[depth + 1] if depth + 1 < len(rows) else None
        names: list[str] = []
        for n, cell in enumerate(row):
            name = cell.strip()
            if not name and n and below is not None and below[n].strip():
                name = names[-1]
            names.append(name)
        filled.append(names)
    return [" / ".join(dict.fromkeys(part for part in parts if part)) for parts in zip(*filled, strict=True)]
