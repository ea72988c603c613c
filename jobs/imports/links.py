"""Cells that name items of another list: looked up by a key, checked, and linked once the rows are items."""

from collections.abc import Sequence
from typing import Any, LiteralString, Protocol
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from jobs.imports.errors import ImportFailed
from jobs.imports.inference import Spec, declare
from jobs.imports.mapping import ITEM_ID, READ_ONLY, Source
from jobs.imports.options import DeclaredType, Options

_SEPARATORS = (";", ",")
"""Tried in turn on a cell that no item is called as a whole, where nobody named one."""


class Linking(Protocol):
    """What links the things of rows to the items that their cells name."""

    def link(self, spec: Spec, plan: dict[str, Any]) -> int:
        """How many links are new."""

    def unlink(self, spec: Spec, plan: dict[str, Any]) -> None:
        """What was there loses the links that its row does not name."""


class LinkColumn(msgspec.Struct):
    """A relation on its way into the list; `spec` is what the functions of SQL are told."""

    source: Source
    name: str
    type_config: dict[str, Any]
    key: str | None
    spec: Spec
    is_contact: bool = False
    is_key: bool = False

    @property
    def is_left_out(self) -> bool:
        """Whether only the link stays away, and not the row."""
        return bool(self.spec["left_out"])


def plan_link(
    source: Source,
    number: int,
    column: dict[str, Any],
    other: dict[str, Any],
    samples: Sequence[str],
    options: Options,
) -> LinkColumn:
    """`column` is the relation, there or to be made; `other` the linked list as public.get_list tells it."""
    link = source.entry.link
    config = column["config"]
    is_inverse = "inverse_of" in config
    owner = next((c["config"] for c in other["columns"] if c["id"] == config.get("inverse_of")), config)
    cardinality = owner.get("cardinality", "many_to_many")
    ones = {"many_to_one": (True, False), "one_to_many": (False, True), "one_to_one": (True, True)}
    has_one, is_had_by_one = ones.get(cardinality, (False, False))
    if is_inverse:
        has_one, is_had_by_one = is_had_by_one, has_one
    by = _by(link.by, other, samples, options)
    called = "the id" if by["key"] == ITEM_ID else by["name"]
    left_out = link.unmatched == "leave_out" or options.on_error == "keep_empty"
    spec: Spec = {
        **source.entry.decoration(),
        "number": number,
        "name": source.label,
        "column": source.position,
        "separator": link.separator,
        "unmatched": link.unmatched,
        "left_out": left_out and link.unmatched != "create",
        "list_id": other["id"],
        "by": by,
        "words": f'"{other["name"]}" with {called}',
        "has_one": has_one,
        "is_had_by_one": is_had_by_one,
        "is_inverse": is_inverse,
        "column_id": config.get("inverse_of") or column.get("id"),
        "clears": source.entry.if_empty == "clear",
    }
    return LinkColumn(source, column["name"], config, column.get("key"), spec)


def plan_contact(source: Source, number: int, field: dict[str, Any], options: Options) -> LinkColumn:
    """The contact of a deal: by what the mapping says, else by id, e-mail address, reference or name."""
    link = source.entry.link
    left_out = link.unmatched == "leave_out" or options.on_error == "keep_empty"
    spec: Spec = {
        **source.entry.decoration(),
        "number": number,
        "name": source.label,
        "column": source.position,
        "separator": None,
        "has_one": True,
        "unmatched": link.unmatched,
        "left_out": left_out and link.unmatched != "create",
        "by": link.by or "",
        "words": "the contacts",
        "clears": source.entry.if_empty == "clear",
    }
    return LinkColumn(source, field["name"], {}, field["key"], spec, is_contact=True)


class Links:
    """The relations of an import, step by step; what reads or writes a list is done as the person."""

    def __init__(self, worker: psycopg.Connection, workspace_id: UUID, columns: Sequence[LinkColumn]) -> None:
        self._worker = worker
        self._workspace_id = workspace_id
        self.columns = columns

    def find(self, plan: dict[str, Any], acting: Any) -> None:
        """Splits the cells, looks up what they name, and says what is wrong with them."""
        for column in self.columns:
            number = column.spec["number"]
            self._run("select private.create_link_cells(%s)", [number])
            self._run("select private.split_link_cells(%s, %s)", [Jsonb(column.spec), Jsonb(plan)])
            with acting():
                self._look_up(column)
            for separator in self._separators(column):
                split = "select private.split_unknown_links(%s, %s)"
                if self._run(split, [Jsonb(column.spec), separator]):
                    with acting():
                        self._look_up(column)
            if column.is_contact:
                continue
            with acting():
                self._run(
                    "select private.check_link_cells(%s, %s, %s)",
                    [self._workspace_id, Jsonb(column.spec), Jsonb(plan)],
                )

    def reject(self, import_id: UUID, width: int) -> int:
        """Writes the errors down and takes their rows away; returns how many cells lost links instead."""
        left_out = 0
        for column in self.columns:
            stored = self._run(
                "select private.store_link_errors(%s, %s, %s, %s)",
                [import_id, self._workspace_id, Jsonb(column.spec), width],
            )
            left_out += int(stored) if column.is_left_out else 0
        for column in self.columns:
            if not column.is_left_out:
                self._run("select private.take_unlinkable_rows(%s)", [column.spec["number"]])
        return left_out

    def make_items(self, plan: dict[str, Any]) -> int:
        """As the person: an item in the other list for each key that none has."""
        return sum(self._make(column, plan) for column in self.columns if not column.is_contact)

    def make_contacts(self, plan: dict[str, Any]) -> int:
        """As the person: a contact for each cell that names none."""
        return sum(self._make(column, plan) for column in self.columns if column.is_contact)

    def write(self, target: Linking, plan: dict[str, Any], *, is_keyed: bool) -> int:
        """As the person: links the items of the rows, and unlinks what they do not name; how many are new."""
        made = 0
        for column in self.columns:
            if column.is_contact:
                continue
            spec = column.spec | {"key": column.key}
            if is_keyed:
                target.unlink(spec, plan)
            made += target.link(spec, plan)
        return made

    def _make(self, column: LinkColumn, plan: dict[str, Any]) -> int:
        if column.spec["unmatched"] != "create":
            return 0
        make: LiteralString = (
            "select private.create_named_contacts(%s, %s, %s)"
            if column.is_contact
            else "select private.create_linked_items(%s, %s, %s)"
        )
        return int(self._run(make, [self._workspace_id, Jsonb(column.spec), Jsonb(plan)]))

    def _look_up(self, column: LinkColumn) -> None:
        find: LiteralString = (
            "select private.resolve_contact_cells(%s, %s)"
            if column.is_contact
            else "select private.resolve_link_cells(%s, %s)"
        )
        self._run(find, [self._workspace_id, Jsonb(column.spec)])

    def _separators(self, column: LinkColumn) -> Sequence[str]:
        """None where somebody named one, and where the parts would be made into items."""
        spec = column.spec
        is_plain = spec["separator"] is None and not spec["has_one"] and spec["unmatched"] != "create"
        return _SEPARATORS if is_plain else ()

    def _run(self, query: LiteralString, parameters: Sequence[Any]) -> Any:
        row = self._worker.execute(query, parameters).fetchone()
        return row[0] if row else None


def _by(wanted: str | None, other: dict[str, Any], samples: Sequence[str], options: Options) -> Spec:
    """The column by which linked items are found: the named one, else the first that is stored."""
    if wanted == ITEM_ID:
        return {"key": ITEM_ID}
    stored = [column for column in other["columns"] if column["type"] not in READ_ONLY]
    low = (wanted or "").lower()
    named = [c for c in stored if low in {c["id"], c["key"], c["name"].lower()}]
    found = next(iter(named if wanted else stored), None)
    if found is None:
        raise ImportFailed(
            "import_mapping_invalid",
            f'The list "{other["name"]}" has no column to find its items by; name one as link.by.',
        )
    type_ = DeclaredType(found["type"], found["config"])
    spec = declare(1, found["name"], samples, type_, options, found["config"].get("currency", "")).guess.spec
    if found["type"] in {"select", "multi_select"}:
        spec["labels"] = {o["label"].lower(): o["id"] for o in found["config"]["options"]}
    return spec | {"key": found["key"], "name": found["name"], "config": found["config"], "padded": True}
