"""The rows of a list or of the CRM, read from a cursor: memory does not grow with them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from jobs.exports.files import Files
from jobs.exports.plan import Field, Format, ListPlan, Options, fields_of

_BATCH = 1_000

_cells = msgspec.json.Decoder(dict[str, msgspec.Raw])

Cells = list[bytes | None]


class Source(Protocol):
    """What comes out. Both methods are called as the person who asked."""

    def plan(self, reader: psycopg.Connection) -> ListPlan:
        """What there is to write."""

    def open(self, reader: psycopg.Connection, keys: list[str]) -> None:
        """Opens the cursor "export": id, cells, and other cells, each as text."""


class Items(msgspec.Struct, frozen=True):
    """Items of a list, as private.plan_export and private.open_export take it."""

    list_id: str
    view_id: str | None = None
    item_ids: list[str] | None = None
    query: dict[str, object] = {}

    def plan(self, reader: psycopg.Connection) -> ListPlan:
        """The list, its columns, and how many items."""
        return _planned(reader, "select private.plan_export(%s, %s, %s::uuid[], %s)", self._arguments())

    def open(self, reader: psycopg.Connection, keys: list[str]) -> None:
        """The items: what they hold, and what is computed."""
        query = "select private.open_export(%s, %s, %s::uuid[], %s, %s)"
        reader.execute(query, [*self._arguments(), keys])

    def _arguments(self) -> list[object]:
        return [self.list_id, self.view_id, self.item_ids, Jsonb(self.query)]


class Records(msgspec.Struct, frozen=True):
    """Contacts, deals or tasks of a workspace; with the whole of it its activities and pipelines, too."""

    target: str
    workspace_id: UUID
    query: dict[str, object] = {}

    def plan(self, reader: psycopg.Connection) -> ListPlan:
        """The fields, and how many records."""
        return _planned(reader, "select private.plan_records_export(%s, %s, %s)", self._arguments())

    def open(self, reader: psycopg.Connection, keys: list[str]) -> None:
        """The records."""
        query = "select private.open_records_export(%s, %s, %s, %s)"
        reader.execute(query, [*self._arguments(), keys])

    def _arguments(self) -> list[object]:
        return [self.target, self.workspace_id, Jsonb(self.query)]


class Table:
    """What a writer needs: names, forms, and the rows once."""

    def __init__(
        self,
        reader: psycopg.Connection,
        source: Source,
        plan: ListPlan,
        options: Options,
        format_: Format,
        report: Callable[[int], None],
        files: Files,
    ) -> None:
        self.plan = plan
        self.files = files
        self.fields: Sequence[Field] = fields_of(plan, options, format_, files.ending, files.place)
        self.rows = 0
        self._reader = reader
        self._source = source
        self._report = report

    @property
    def names(self) -> list[str]:
        """The header."""
        return [field.name for field in self.fields]

    def batches(self) -> Iterator[list[Cells]]:
        """The cells of each item as JSON, in the order of the fields; None where one is empty."""
        keys = [field.key for field in self.fields if field.key is not None]
        self._source.open(self._reader, keys)
        # The role that opened it stays: what a function of the query reads is asked for by it.
        with self._reader.cursor(name="export") as cursor:
            while items := cursor.fetchmany(_BATCH):
                self.rows += len(items)
                self.files.take(self._reader, self.plan, [item[0] for item in items])
                yield [self._cells(*item) for item in items]
                self._report(len(items))

    def _cells(self, identifier: str, values: str, others: str | None) -> Cells:
        cells = _cells.decode(values)
        if others is not None:
            cells |= _cells.decode(others)
        return [
            f'"{identifier}"'.encode() if field.key is None else _filled(cells.get(field.key))
            for field in self.fields
        ]


def _planned(reader: psycopg.Connection, query: Any, arguments: list[object]) -> ListPlan:
    row = reader.execute(query, arguments).fetchone()
    assert row is not None  # noqa: S101
    return msgspec.convert(row[0], ListPlan)


def _filled(raw: msgspec.Raw | None) -> bytes | None:
    cell = None if raw is None else bytes(raw)
    return None if cell in (b"null", b"[]") else cell
