"""The rows of one list, read from a cursor: memory does not grow with them."""

from collections.abc import Callable, Iterator, Sequence

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from jobs.exports.plan import Field, Format, ListPlan, Options, fields_of

_BATCH = 1_000

_cells = msgspec.json.Decoder(dict[str, msgspec.Raw])

Cells = list[bytes | None]


class Source(msgspec.Struct, frozen=True):
    """Which items, as private.plan_export and private.open_export take it."""

    list_id: str
    view_id: str | None = None
    item_ids: list[str] | None = None
    query: dict[str, object] = {}

    def arguments(self) -> list[object]:
        """In the order of both functions."""
        return [self.list_id, self.view_id, self.item_ids, Jsonb(self.query)]


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
    ) -> None:
        self.plan = plan
        self.fields: Sequence[Field] = fields_of(plan, options, format_)
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
        self._reader.execute(
            "select private.open_export(%s, %s, %s::uuid[], %s, %s)", [*self._source.arguments(), keys]
        )
        # The role that opened it stays: what a function of the query reads is asked for by it.
        with self._reader.cursor(name="export") as cursor:
            while items := cursor.fetchmany(_BATCH):
                self.rows += len(items)
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


def _filled(raw: msgspec.Raw | None) -> bytes | None:
    cell = None if raw is None else bytes(raw)
    return None if cell in (b"null", b"[]") else cell
