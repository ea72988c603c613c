"""What goes into a file: the list as its reader sees it, and the fields of a row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from jobs.exports.cells import SEPARATOR, Form, Person, form_of, ids_of, places_of, plain, separator_of

READ_ONLY = frozenset(
    {"auto_number", "created_at", "created_by", "updated_at", "updated_by"}
    | {"relation", "lookup", "rollup", "count", "formula", "attachment"}
)
_WITH_IDS = frozenset(
    {"select", "multi_select", "user", "created_by", "updated_by", "relation", "attachment"}
)

Format = Literal["csv", "xlsx", "json", "ndjson"]
Holds = Literal["value", "ids", "item_id", "files"]


class Options(msgspec.Struct, frozen=True):
    """How it is written, as private.check_export_options allows it. None: as suits the format."""

    protection: Literal["safe", "raw"] = "safe"
    columns: Literal["all", "writable"] = "all"
    ids: Literal["all", "links", "none"] | None = None
    delimiter: str = ","
    encoding: Literal["utf-8", "utf-16", "windows-1252"] = "utf-8"
    byte_order_mark: bool | None = None
    attachments: Literal["links", "zip"] = "links"

    def ids_in(self, format_: Format) -> Literal["all", "links", "none"]:
        """Of which columns the ids stand beside what people read."""
        if self.ids is not None:
            return self.ids
        if self.columns == "writable":
            return "none"
        return "all" if format_ in ("json", "ndjson") else "links"

    @property
    def is_safe(self) -> bool:
        """Whether no spreadsheet may take a cell for a formula."""
        return self.protection == "safe"

    @property
    def codec(self) -> str:
        """The codec of Python. A byte order mark is what makes Excel read UTF-8."""
        if self.encoding != "utf-8":
            return {"utf-16": "utf-16", "windows-1252": "cp1252"}[self.encoding]
        marked = self.is_safe if self.byte_order_mark is None else self.byte_order_mark
        return "utf-8-sig" if marked else "utf-8"


class Result(msgspec.Struct, frozen=True):
    """What the cells of a computed column are like."""

    type: str | None = None
    is_array: bool = False
    config: dict[str, Any] = {}
    problem: str | None = None


class Column(msgspec.Struct, frozen=True):
    """A column of the list. What a record of the CRM has comes without an id, and says what it is."""

    id: str | None
    key: str
    name: str
    type: str
    config: dict[str, Any]
    is_required: bool = False
    is_unique: bool = False
    description: str = ""
    result: Result | None = None
    holds: Holds = "value"
    is_writable: bool | None = None


class ListPlan(msgspec.Struct, frozen=True):
    """What private.plan_export says about a list, private.plan_records_export about records of the CRM."""

    list: dict[str, Any]
    columns: tuple[Column, ...]
    count: int
    problems: tuple[dict[str, Any], ...]
    time_zone: str
    people: dict[str, Person]
    target: str | None = None

    @property
    def name(self) -> str:
        """What people call the list."""
        return str(self.list["name"])


class Field(msgspec.Struct, frozen=True):
    """A column of the file. `key` is that of the list's column, None for the id of the item."""

    name: str
    key: str | None
    holds: Holds
    form: Form


def fields_of(
    plan: ListPlan, options: Options, format_: Format, ending: str, place: Callable[[str], str]
) -> list[Field]:
    """The columns of the file in order; no two have one name, whatever case it is in.

    `place` says where the file of an attachment is, `ending` how the column that says so is called.
    """
    if plan.target is not None:
        return _record_fields(plan, options)
    columns = [c for c in plan.columns if options.columns == "all" or c.type not in READ_ONLY]
    ids = options.ids_in(format_)
    names = _Names(column.name for column in plan.columns)
    fields = []
    if ids == "all":
        fields.append(Field(names.free("id"), None, "item_id", ids_of("item")))
    for column in columns:
        form = _form(column, plan.people)
        if options.columns == "writable":
            form = plain(form)
        fields.append(Field(column.name, column.key, "value", form))
        if column.type in _WITH_IDS and (ids == "all" or (ids == "links" and column.type == "relation")):
            fields.append(Field(names.free(f"{column.name} (id)"), column.key, "ids", ids_of(column.type)))
        if column.type == "attachment":
            fields.append(Field(names.free(f"{column.name} {ending}"), column.key, "files", places_of(place)))
    return fields


def _record_fields(plan: ListPlan, options: Options) -> list[Field]:
    """Of the CRM: each has its name in the API, and ids are fields as others are."""
    fields = []
    for column in plan.columns:
        is_wanted = column.is_writable if options.columns == "writable" else True
        if not is_wanted or (column.holds != "value" and options.ids == "none"):
            continue
        form = form_of(column.type, column.config, plan.people)
        if options.columns == "writable":
            form = plain(form)
        fields.append(Field(column.name, column.key, column.holds, form))
        if column.type == "relation" and options.ids != "none":
            fields.append(Field(f"{column.name} (id)", column.key, "ids", ids_of(column.type)))
    return fields


def import_options(
    plan: ListPlan, fields: Sequence[Field], options: Options, format_: Format
) -> dict[str, Any]:
    """The options with which an import reads the file as what was written, and guesses nothing."""
    by_key = {column.key: column for column in plan.columns}
    types = (
        {}
        if plan.target is not None
        else {
            field.name: _declared(by_key[field.key], format_, is_plain=options.columns == "writable")
            for field in fields
            if field.holds == "value" and field.key is not None and by_key[field.key].type not in READ_ONLY
        }
    )
    said: dict[str, Any] = {"format": "workbook" if format_ == "xlsx" else format_}
    if types:
        said["types"] = types
    if format_ == "csv":
        said |= {"encoding": options.encoding, "delimiter": options.delimiter, "quote": '"'}
    if format_ in ("csv", "xlsx"):
        # An item without a cell is an item.
        said |= {"has_header": True, "header_row": 1, "header_rows": 1, "blank_rows": "keep"}
    if format_ == "json":
        said["records"] = "/items"
    if format_ == "csv" and options.is_safe:
        said["is_protected"] = True
    return said


def import_mapping(plan: ListPlan, fields: Sequence[Field], format_: Format) -> dict[str, Any]:
    """Where the columns of the file go in the same list: links by their ids, what is computed nowhere."""
    by_key = {column.key: column for column in plan.columns}
    separator = "," if format_ in ("csv", "xlsx") else ";"  # an array becomes a text with the latter
    entries: list[dict[str, Any]] = []
    for field in fields:
        if plan.target is not None:
            entries.append(_record_entry(field, by_key[field.key or ""]))
            continue
        type_ = by_key[field.key].type if field.key is not None else ""
        if field.holds == "ids" and type_ == "relation":
            link = {"by": "@id", "separator": separator}
            entries.append({"from": field.name, "to": field.key, "link": link})
        elif field.holds == "item_id":  # by which an update finds the item; else it goes nowhere
            entries.append({"from": field.name, "to": "@id"})
        elif field.holds != "value" or type_ in READ_ONLY:
            entries.append({"from": field.name, "to": None})
    return {"columns": entries}


def _record_entry(field: Field, column: Column) -> dict[str, Any]:
    if not column.is_writable or field.holds != column.holds:
        return {"from": field.name, "to": None}
    if field.key == "contact_id":
        return {"from": field.name, "to": "contact", "link": {"by": "@id"}}
    return {"from": field.name, "to": field.key}


def problems_of(plan: ListPlan) -> list[dict[str, Any]]:
    """What is not in the file as its reader may expect it."""
    found = list(plan.problems)
    for column in plan.columns:
        if column.result is not None and column.result.problem is not None:
            message = f'"{column.name}" is empty: it cannot be computed: {column.result.problem}'
            found.append({"field": column.key, "code": "not_computed", "message": message})
    return found


def _form(column: Column, people: Mapping[str, Person]) -> Form:
    result = column.result
    if column.type == "relation" or result is None or result.type is None:
        return form_of(column.type, column.config, people)
    return form_of(result.type, result.config, people, is_array=result.is_array)


def _declared(column: Column, format_: Format, *, is_plain: bool) -> dict[str, Any]:
    type_, is_json = column.type, format_ in ("json", "ndjson") and not is_plain
    said: dict[str, Any] = {"type": type_, "config": column.config}
    if type_ in ("integer", "number", "currency"):
        said["format"] = "plain"
    elif type_ in ("date", "datetime"):
        # A day in a sheet may be read as its midnight.
        said["format"] = "iso midnight" if type_ == "date" and format_ == "xlsx" else "iso"
    elif type_ == "percent" and (format_ == "xlsx" or is_json):
        said["format"] = "fraction"
    elif type_ == "duration" and is_json:
        said["format"] = "seconds"
    elif type_ == "multi_select" and not is_json:
        said["format"] = separator_of(column.config).strip() or SEPARATOR.strip()
    return said


class _Names:
    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.lower() for name in taken}

    def free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{wanted} {number}"
        self._taken.add(name.lower())
        return name
