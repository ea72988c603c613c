"""The list that a file goes into: which of its columns the file has, and which are to be made."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from jobs.imports.errors import ImportFailed
from jobs.imports.header import Header
from jobs.imports.inference import Column, declare, infer, sample_values
from jobs.imports.options import DeclaredType, Options

READ_ONLY = frozenset({"auto_number", "created_at", "created_by", "updated_at", "updated_by"})
# A link in a cell is not fetched: the network that the worker sees is not that of the person.
FILES_ARE_UPLOADED = "Files are uploaded to their items; names and links in a file bring none."


class Target(msgspec.Struct, frozen=True):
    """The columns of a list that exists, none for a new one; the currency and the people of the workspace."""

    list_id: UUID | None
    columns: tuple[dict[str, Any], ...]
    currency: str
    people: dict[str, str]

    def column(self, name: str) -> dict[str, Any] | None:
        """The column of this name, ignoring case; its key counts as a name too."""
        low = name.lower()
        by_name = [c for c in self.columns if c["name"].lower() == low]
        return next(iter(by_name or [c for c in self.columns if c["key"] == low]), None)


def find_target(requester: psycopg.Connection, workspace_id: UUID, list_id: UUID | None) -> Target:
    """Read as the person who asked: what they may not see is not there."""
    workspace = _one(requester, "select public.get_workspace(%s)", [workspace_id])
    columns: list[dict[str, Any]] = []
    if list_id is not None:
        columns = _one(requester, "select public.get_list(%s)", [list_id])["columns"]
    people = _one(requester, "select private.people_labels(%s)", [workspace_id])
    return Target(list_id, tuple(columns), workspace["default_currency"], people)


def plan_columns(
    target: Target, header: Header, rows: Sequence[Sequence[str]], options: Options, empties: frozenset[str]
) -> list[Column]:
    """A column for each of the file, with what it may be. Raises ImportFailed for types of no column."""
    declared = options.declared()
    unknown = set(declared) - {name.lower() for name in header.names}
    if unknown:
        raise ImportFailed(
            "import_options_invalid",
            f'The file has no column "{min(unknown)}"; its columns are: {", ".join(header.names)}.',
        )
    columns: list[Column] = []
    for position, name in enumerate(header.names, 1):
        values = sample_values(rows, position, empties)
        given, existing = declared.get(name.lower()), target.column(name)
        if existing is not None:
            columns.append(_existing(position, existing, given, values, options, columns))
        elif given is not None:
            columns.append(declare(position, name, values, given, options, target.currency))
        else:
            columns.append(infer(position, name, values, options, target.currency))
        if columns[-1].guess.spec["type"] == "user":
            columns[-1].guess.spec["labels"] = target.people
    return columns


def make_columns(
    requester: psycopg.Connection,
    workspace_id: UUID,
    list_name: str,
    target: Target,
    columns: Sequence[Column],
) -> UUID:
    """Makes the list and the columns that are missing, as the person who asked; sets the keys."""
    new = [column for column in columns if column.key is None]
    wanted = Jsonb(
        [
            {"name": c.name, "type": c.guess.spec["type"], "config": c.guess.spec.get("config", {})}
            for c in new
        ]
    )
    if target.list_id is None:
        made = _one(
            requester,
            "select public.create_list(workspace_id => %s, name => %s, columns => %s)",
            [workspace_id, list_name, wanted],
        )
    else:
        if new:
            _check_may_make_columns(requester, workspace_id, new)
            requester.execute(
                "select private.insert_columns(%s, %s, %s)", [workspace_id, target.list_id, wanted]
            )
        made = _one(requester, "select public.get_list(%s)", [target.list_id])
    keys = {column["name"]: column["key"] for column in made["columns"]}
    for column in new:
        column.key = keys[column.name]
    return UUID(made["id"])


def _existing(
    position: int,
    existing: dict[str, Any],
    given: DeclaredType | None,
    values: Sequence[str],
    options: Options,
    before: Sequence[Column],
) -> Column:
    name = existing["name"]
    if any(column.key == existing["key"] for column in before):
        raise ImportFailed("column_twice", f'Two columns of the file are the column "{name}" of the list.')
    if existing["type"] == "attachment":
        raise ImportFailed(
            "column_is_read_only",
            f'The column "{name}" of the list holds files. {FILES_ARE_UPLOADED}'
            " Leave it out of the file, or give it another name there.",
        )
    if existing["type"] in READ_ONLY:
        raise ImportFailed(
            "column_is_read_only",
            f'The column "{name}" of the list is of type {existing["type"]}: Deedbook fills it in itself.'
            " Leave it out of the file, or give it another name there.",
        )
    if given is not None and given.type != existing["type"]:
        raise ImportFailed(
            "column_type_is_fixed",
            f'The column "{name}" of the list is of type {existing["type"]}, not {given.type}.',
        )
    type_ = DeclaredType(existing["type"], existing["config"], given.format if given else "")
    column = declare(position, name, values, type_, options, existing["config"].get("currency", ""))
    spec = column.guess.spec
    spec["config"] = existing["config"]
    if type_.type in {"select", "multi_select"}:
        spec["labels"] = {
            **{option["id"]: option["id"] for option in type_.config["options"]},
            **{option["label"].lower(): option["id"] for option in type_.config["options"]},
        }
    column.key = existing["key"]
    column.has_default = existing["default_value"] is not None
    column.is_required = existing["is_required"] and not column.has_default
    column.unique_id = existing["id"] if existing["is_unique"] else None
    column.reason = "the type of the list's column"
    return column


def _check_may_make_columns(requester: psycopg.Connection, workspace_id: UUID, new: Sequence[Column]) -> None:
    try:
        with requester.transaction():
            requester.execute("select private.check_capability(%s, 'lists.write')", [workspace_id])
    except psycopg.errors.InsufficientPrivilege as error:
        names = ", ".join(f'"{column.name}"' for column in new[:5])
        raise ImportFailed(
            "capability_required", f"The list has no column {names}: {error.diag.message_primary}"
        ) from error


def _one(connection: psycopg.Connection, query: Any, parameters: Sequence[Any]) -> dict[str, Any]:
    row = connection.execute(query, parameters).fetchone()
    assert row is not None  # noqa: S101
    return dict(row[0])
