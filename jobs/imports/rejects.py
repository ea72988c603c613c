"""The rows that did not come in, as they stand in the file."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from jobs.imports.reading import Source
from jobs.imports.rows import BadRow, Row

_BATCH = 1_000
_STORE = """
    insert into public.import_rejected_rows (import_id, workspace_id, row_number, cells)
    select %s, %s, r.n, array(select jsonb_array_elements_text(r.cells))
    from jsonb_to_recordset(%s) as r (n bigint, cells jsonb)
"""


def store_rejected(
    worker: psycopg.Connection,
    import_id: UUID,
    workspace_id: UUID,
    read: Callable[[], AbstractContextManager[Source]],
) -> None:
    """Reads the file once more, where rows were rejected, and writes these down."""
    row = worker.execute("select private.find_rejected_rows(%s)", [import_id]).fetchone()
    numbers = row[0] if row else []
    if not numbers:
        return
    with read() as source:
        kept: list[dict[str, Any]] = [{"n": 0, "cells": list(source.header.names)}]
        for number, found in _wanted(source.batches(), numbers):
            kept.append({"n": number, "cells": _cells(found)})
            if len(kept) == _BATCH:
                worker.execute(_STORE, [import_id, workspace_id, Jsonb(kept)])
                kept = []
    if kept:
        worker.execute(_STORE, [import_id, workspace_id, Jsonb(kept)])


def _cells(row: Row) -> list[str]:
    if isinstance(row, BadRow):
        return [row.text or ""] if row.cells is None else row.cells
    return row


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
