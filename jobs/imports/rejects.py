"""The rows that did not come in, as they stand in the file; their way through a spreadsheet and back."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from jobs.imports.rows import BadRow, Row

_BATCH = 1_000
# What a spreadsheet may take for a formula, also behind blanks; and what was guarded against that before.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
_NUMBER = re.compile(r"[+-]?[0-9][0-9., \u00a0]*%?")
_STORE = """
    insert into public.import_rejected_rows (import_id, workspace_id, row_number, cells)
    select %s, %s, r.n, array(select jsonb_array_elements_text(r.cells))
    from jsonb_to_recordset(%s) as r (n bigint, cells jsonb)
"""


def guarded(cell: str) -> str:
    """With an apostrophe before what a spreadsheet may take for a formula; numbers stay numbers."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(row: list[str]) -> list[str]:
    """The cells as they were before `guarded`."""
    return [cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell for cell in row]


def store_rejected(
    worker: psycopg.Connection,
    import_id: UUID,
    workspace_id: UUID,
    names: Iterable[str],
    batches: Iterable[list[Row]],
) -> None:
    """Reads the file once more, where rows were rejected, and writes these down."""
    row = worker.execute("select private.find_rejected_rows(%s)", [import_id]).fetchone()
    numbers = row[0] if row else []
    if not numbers:
        return
    kept: list[dict[str, Any]] = [{"n": 0, "cells": list(names)}]
    for number, cells in _wanted(batches, numbers):
        kept.append({"n": number, "cells": [cells.text or ""] if isinstance(cells, BadRow) else cells})
        if len(kept) == _BATCH:
            worker.execute(_STORE, [import_id, workspace_id, Jsonb(kept)])
            kept = []
    if kept:
        worker.execute(_STORE, [import_id, workspace_id, Jsonb(kept)])


def _wanted(batches: Iterable[list[Row]], numbers: list[int]) -> Iterator[tuple[int, Row]]:
    """The rows with these numbers, which are in order."""
    start, place = 1, 0
    for rows in batches:
        while place < len(numbers) and numbers[place] < start + len(rows):
            yield numbers[place], rows[numbers[place] - start]
            place += 1
        if place == len(numbers):
            return
        start += len(rows)
