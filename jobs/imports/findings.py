"""What a look at a file finds, for a person to read before it is imported."""

import time
from collections.abc import Sequence

import msgspec

from jobs.imports.errors import Problem
from jobs.imports.formats import Format, all_formats
from jobs.imports.inference import infer, sample_values
from jobs.imports.options import Options
from jobs.imports.readers.base import Sheet
from jobs.imports.rows import BadRow
from jobs.imports.table import Table

SAMPLE_SHOWN = 20  # rows
_CELL_SHOWN = 200  # characters
_SAMPLE_CHARACTERS = 60_000
_VALUES_SHOWN = 5
_PROBLEMS_SHOWN = 200
_COUNTING_SECONDS = 5.0


class ColumnFindings(msgspec.Struct, frozen=True, kw_only=True):
    """A column by its first rows; `confidence` is the share of its values that have the type."""

    position: int
    name: str
    type: str
    confidence: float
    format: str
    reason: str
    empty: int
    samples: list[str]
    problems: list[Problem]


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """Rows count from 1 in the file or sheet; `rows` are those of data, null where they were not counted."""

    format: str
    reason: str
    encoding: str | None
    encoding_reason: str | None
    delimiter: str | None
    delimiter_reason: str | None
    quote: str | None
    sheets: list[Sheet]
    sheet: str | None
    header_row: int | None
    header_reason: str
    first_row: int
    rows: int | None
    bad_rows: int | None
    blank_rows: int | None
    columns: list[ColumnFindings]
    sample: list[list[str]]
    problems: list[Problem]


def find(table: Table, options: Options, currency: str = "USD") -> Findings:
    """Looks at the first rows for types, and at all of them, if time allows, for rows that cannot be used."""
    known, facts = table.facts, table.facts.facts
    rows, bad, problems = _count(table)
    columns = [
        _column(position, name, known.sample, options, known.empties, currency)
        for position, name in enumerate(known.header.names, 1)
    ]
    notes = [Problem("column_name", note) for note in known.header.notes]
    encoding, dialect = facts.encoding, facts.dialect
    return Findings(
        format=facts.format,
        reason=facts.reason,
        encoding=encoding.name if encoding else None,
        encoding_reason=encoding.reason if encoding else None,
        delimiter=dialect.delimiter if dialect else None,
        delimiter_reason=dialect.reason if dialect else None,
        quote=dialect.quote if dialect else None,
        sheets=list(facts.sheets),
        sheet=facts.sheet,
        header_row=known.header_row,
        header_reason=known.header.reason,
        first_row=known.first_row,
        rows=rows,
        bad_rows=None if rows is None else bad,
        blank_rows=None if rows is None else table.blank_rows,
        columns=columns,
        sample=_shown(known.sample),
        problems=[*known.problems, *notes, *problems][:_PROBLEMS_SHOWN],
    )


def _count(table: Table) -> tuple[int | None, int, list[Problem]]:
    rows = bad = 0
    problems: list[Problem] = []
    until = time.monotonic() + _COUNTING_SECONDS
    for batch in table.batches():
        for number, row in enumerate(batch, rows + 1):
            if isinstance(row, BadRow):
                bad += 1
                if len(problems) < _PROBLEMS_SHOWN:
                    problems.append(Problem("bad_row", f"Row of data {number:,}: {row.reason}.", number))
        rows += len(batch)
        if time.monotonic() > until:
            return None, bad, problems
    if table.blank_rows:
        problems.insert(0, Problem("blank_rows", f"{table.blank_rows:,} blank rows are left out."))
    return rows, bad, [*table.problems_of_rows(), *problems]


def _column(
    position: int,
    name: str,
    rows: Sequence[Sequence[str]],
    options: Options,
    empties: frozenset[str],
    currency: str,
) -> ColumnFindings:
    values = sample_values(rows, position, empties)
    found = infer(position, name, values, options, currency)
    spec, problems = found.guess.spec, list[Problem]()
    confidence, words = _confidence(found.guess.spec, [value.strip() for value in values])
    if found.guess.rival is not None:
        confidence = 0.5
        words = (
            f'values such as "{values[0]}" can be read in two ways;'
            " the whole file decides, or you (date_order, decimal_comma)"
        )
        problems.append(Problem("two_readings", f'Column "{name}": {words}.', column=name, position=position))
    elif confidence < 1:
        odd = next((n for n, row in enumerate(rows, 1) if _is_odd(row[position - 1], spec, empties)), None)
        problems.append(Problem("values_differ", f'Column "{name}": {words}.', odd, name, position))
    return ColumnFindings(
        position=position,
        name=name,
        type=spec["type"],
        confidence=round(confidence, 3),
        format=found.guess.words or spec.get("format", ""),
        reason=found.reason or words or f"every value of the first rows is {spec['type']}",
        empty=sum(row[position - 1].strip() in empties for row in rows),
        samples=[value[:_CELL_SHOWN] for value in values[:_VALUES_SHOWN]],
        problems=problems,
    )


def _form(spec: dict[str, object]) -> Format | None:
    return next(
        (
            f
            for f in all_formats()
            if f.type == spec["type"]
            and f.name == spec.get("format", "")
            and f.symbol == spec.get("symbol", "")
        ),
        None,
    )


def _is_odd(cell: str, spec: dict[str, object], empties: frozenset[str]) -> bool:
    form = _form(spec)
    return form is not None and cell.strip() not in empties and not form.fits(cell.strip())


def _confidence(spec: dict[str, object], values: Sequence[str]) -> tuple[float, str]:
    """The share of different values that have the type, and what the others are."""
    form = _form(spec)
    if form is None or not values:
        return (1.0 if values else 0.0), ""
    odd = [value for value in values if not form.fits(value)]
    if not odd:
        return 1.0, ""
    words = f'{len(odd):,} of {len(values):,} different values are no {form.type}, e.g. "{odd[0][:50]}"'
    return 1 - len(odd) / len(values), words


def _shown(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The first rows, cut to what a person looks at."""
    shown: list[list[str]] = []
    left = _SAMPLE_CHARACTERS
    for row in rows[:SAMPLE_SHOWN]:
        cells = [cell[:_CELL_SHOWN] for cell in row]
        left -= sum(map(len, cells)) + 4 * len(cells)
        if left < 0 and shown:
            break
        shown.append(cells)
    return shown
