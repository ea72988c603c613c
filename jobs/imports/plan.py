"""Which columns an import writes, and from what: the mapping, the header and the target put together."""

from collections.abc import Sequence
from typing import Any

import msgspec

from jobs.imports.errors import ImportFailed
from jobs.imports.header import Header
from jobs.imports.inference import Column, Spec, declare, infer
from jobs.imports.links import LinkColumn, plan_contact, plan_link
from jobs.imports.mapping import (
    ITEM_ID,
    READ_ONLY,
    Mapping,
    NewColumn,
    Source,
    find_sources,
    format_name,
)
from jobs.imports.options import DeclaredType, Options
from jobs.imports.target import Field, Target


class Planned(msgspec.Struct):
    """Columns with values, relations, and the column with the ids of items if there is one."""

    columns: list[Column]
    links: list[LinkColumn]
    item_id: Spec | None
    keys: list[Column]
    by_id: bool

    @property
    def contact(self) -> LinkColumn | None:
        """The field of a deal that names its contact."""
        return next((link for link in self.links if link.is_contact), None)

    def key_specs(self) -> list[Spec]:
        """As private.match_import_rows takes them."""
        specs = [{**column.guess.spec, "key": column.key} for column in self.keys]
        specs += [link.spec | {"key": link.key} for link in self.links if link.is_key]
        return [self.item_id, *specs] if self.by_id and self.item_id else specs

    def key_name(self) -> str:
        """What an error about a key names: the column, or the row where there are several."""
        specs = self.key_specs()
        return str(specs[0]["name"]) if len(specs) == 1 else ""


def plan_columns(
    target: Target,
    header: Header,
    rows: Sequence[Sequence[str]],
    options: Options,
    mapping: Mapping,
    key_columns: Sequence[str],
    empties: frozenset[str],
) -> Planned:
    """Raises ImportFailed for what the file or the target does not have."""
    declared = options.declared()
    unknown = set(declared) - {name.lower() for name in header.names}
    if unknown:
        raise ImportFailed(
            "import_options_invalid",
            f'The file has no column "{min(unknown)}"; its columns are: {", ".join(header.names)}.',
        )
    planned = Planned([], [], None, [], ITEM_ID in key_columns)
    taken: set[str] = set()
    for source in find_sources(mapping, header):
        field = _field(target, source)
        is_id = planned.by_id and source.label.lower() in {"id", ITEM_ID}
        if field is None and not (target.makes_columns or source.is_mapped or is_id):
            continue
        if _is_item_id(source, field, planned):
            planned.item_id = _item_id(source)
            continue
        _refuse_twice(source, field, taken)
        samples = source.entry.sample(rows, source.position, empties)
        if field is not None and field["type"] == "contact":
            planned.links.append(plan_contact(source, len(planned.links) + 1, field, options))
            continue
        relation = _relation(source, field)
        if relation is not None:
            number = len(planned.links) + 1
            other = target.other(relation)
            planned.links.append(plan_link(source, number, relation, other, samples, options))
            continue
        column = _column(source, field, declared.get(source.label.lower()), samples, options, target.currency)
        if field is not None and not source.is_mapped:
            column.name = _free_name(field["name"], source.label, planned)
        column.decorate(source.entry.decoration())
        if column.guess.spec["type"] == "user":
            column.guess.spec["labels"] = target.people
        planned.columns.append(column)
    contact = planned.contact
    for name in key_columns:
        field = target.field(name) if name != ITEM_ID else None
        if contact is not None and field is not None and field["key"] == contact.key:
            contact.is_key = True
        elif name != ITEM_ID:
            planned.keys.append(_key(name, target, planned.columns))
    for column in planned.keys:
        column.is_required = True
    if planned.by_id and planned.item_id is None:
        raise ImportFailed("key_not_in_file", "No column of the file has the id of the item, which is a key.")
    return planned


def _free_name(name: str, label: str, planned: Planned) -> str:
    """What errors call a column: as the list does, unless another column of the file is called so."""
    return label if name.lower() in {column.name.lower() for column in planned.columns} else name


def _field(target: Target, source: Source) -> Field | None:
    to = source.entry.to
    return target.field(to.name if isinstance(to, NewColumn) else to or "")


def _is_item_id(source: Source, field: Field | None, planned: Planned) -> bool:
    if source.entry.to == ITEM_ID:
        return True
    is_called_so = not source.is_mapped and source.label.lower() in {"id", ITEM_ID}
    return planned.by_id and planned.item_id is None and field is None and is_called_so


def _item_id(source: Source) -> Spec:
    spec: Spec = {"column": source.position, "type": "text", "padded": True, "key": ITEM_ID}
    return {**spec, **source.entry.decoration(), "name": source.label}


def _refuse_twice(source: Source, field: Field | None, taken: set[str]) -> None:
    to = source.entry.to
    name = field["name"] if field else to.name if isinstance(to, NewColumn) else str(to)
    if name.lower() in taken:
        raise ImportFailed("column_twice", f'Two columns of the file are the column "{name}" of the list.')
    taken.add(name.lower())


def _relation(source: Source, field: Field | None) -> Field | None:
    to = source.entry.to
    if field is not None:
        return field if field["type"] == "relation" else None
    if isinstance(to, NewColumn) and to.type == "relation":
        return {"name": to.name, "type": "relation", "config": to.config}
    return None


def _column(
    source: Source,
    field: Field | None,
    given: DeclaredType | None,
    samples: Sequence[str],
    options: Options,
    currency: str,
) -> Column:
    to, entry = source.entry.to, source.entry
    if field is not None:
        column = _existing(source, field, given, samples, options)
    else:
        if isinstance(to, NewColumn) and to.type is not None:
            given = DeclaredType(to.type, to.config, given.format if given else "")
        title = to.name.strip() if isinstance(to, NewColumn) else str(to)
        if given is not None:
            format_ = format_name(given.type, entry.format or given.format)
            type_ = msgspec.structs.replace(given, format=format_)
            column = declare(source.position, source.label, samples, type_, options, currency)
        elif entry.format:
            raise ImportFailed(
                "import_mapping_invalid",
                f'The column "{title}" has a format, "{entry.format}", and no type: name its type, too.',
            )
        else:
            column = infer(source.position, source.label, samples, options, currency)
        column.title = title
    if entry.trim is not None:
        for guess in column.guesses:
            if guess.spec["type"] in {"text", "long_text"}:
                guess.spec["padded"] = entry.trim
    return column


def _existing(
    source: Source, field: Field, given: DeclaredType | None, samples: Sequence[str], options: Options
) -> Column:
    name, entry, to = field["name"], source.entry, source.entry.to
    if isinstance(to, NewColumn) and to.type is not None:
        given = DeclaredType(to.type, to.config)
    if field["type"] == "attachment":
        # A link in a cell is not fetched: the network that the worker sees is not that of the person.
        raise ImportFailed(
            "column_is_read_only",
            f'The column "{name}" of the list holds files. Files are uploaded to their items; names and links'
            " in a file bring none. Leave it out, map it to nothing or give it another name there.",
        )
    if field["type"] in READ_ONLY:
        raise ImportFailed(
            "column_is_read_only",
            f'The column "{name}" of the list is of type {field["type"]}: Deedbook fills it in itself.'
            " Leave it out of the file, map it to nothing, or give it another name there.",
        )
    if given is not None and given.type != field["type"]:
        raise ImportFailed(
            "column_type_is_fixed",
            f'The column "{name}" of the list is of type {field["type"]}, not {given.type}.',
        )
    format_ = format_name(field["type"], entry.format or (given.format if given else ""))
    type_ = DeclaredType(field["type"], field["config"], format_)
    currency = field["config"].get("currency", "")
    column = declare(source.position, source.label, samples, type_, options, currency)
    spec = column.guess.spec
    spec["config"] = field["config"]
    if type_.type in {"select", "multi_select"}:
        spec["labels"] = labels_of(type_.config["options"])
        column.makes_options = entry.options == "create"
    column.key = field["key"]
    column.has_default = field["default_value"] is not None
    column.is_required = field["is_required"] and not column.has_default and "aliases" not in field
    column.keeps = entry.if_empty == "keep" or field["is_required"] or field.get("keeps", False)
    column.unique_id = field["id"] if field["is_unique"] else None
    column.reason = "the type of the list's column"
    return column


def labels_of(options: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What a cell may call the options of a column, each with the id."""
    return {
        **{option["id"]: option["id"] for option in options},
        **{option["label"].lower(): option["id"] for option in options},
    }


def _key(name: str, target: Target, columns: Sequence[Column]) -> Column:
    field = target.field(name)
    for column in columns:
        if field is not None and column.key == field["key"]:
            return column
    raise ImportFailed(
        "key_not_in_file",
        f'No column of the file goes into the column "{name}" of the list, which is a key.',
    )
