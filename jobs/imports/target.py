"""What a file goes into: its fields as data, and how rows are matched, changed and made there.

A list, or the contacts or deals of a workspace. All have the same face: `fields` with key, name, type,
config, is_required, is_unique and default_value, and functions of SQL that take a plan
(private.import_rows_sql) and are run as the person who asked.
"""

from collections.abc import Sequence
from typing import Any, LiteralString, Protocol
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from jobs.imports.errors import ImportFailed
from jobs.imports.inference import Column, Spec
from jobs.imports.links import LinkColumn

Field = dict[str, Any]
Plan = dict[str, Any]
Problem = dict[str, Any]  # n, name of the column, value, message


class Target(Protocol):
    """Methods are called as the person who asked, so what they may not do is refused; but as the worker
    `vouch`, `start` and `refused`.
    """

    makes_columns: bool
    rows_at_once: int  # of one statement: then others hear how far it is, and a cancelled import stops
    thing: str
    list_id: UUID | None

    fields: tuple[Field, ...]
    currency: str
    people: dict[str, str]

    def field(self, name: str) -> Field | None:
        """The one of this id, key or name."""

    def other(self, relation: Field) -> Field:
        """What a relation links to, with its columns."""

    def make_fields(self, columns: Sequence[Column], links: Sequence[LinkColumn]) -> int:
        """Makes what is missing, fields and options; sets the keys. Returns how many options are new."""

    def vouch(self) -> None:
        """As the worker: what is inserted from now on was held against the fields before."""

    def start(self) -> None:
        """As the worker: makes the temporary tables that the target needs."""

    def find_taken(self, spec: Spec, plan: Plan) -> list[Problem] | None:
        """Rows whose value in a unique field is taken; None where the worker itself looks."""

    def match(self, plan: Plan) -> None:
        """Finds what each row is about, by the keys of the plan, and holds it."""

    def prepare(self, plan: Plan, contact: Spec | None) -> None:
        """Reads what rows say, before they are written."""

    def update(self, plan: Plan) -> None:
        """Rows change what they are about."""

    def insert(self, plan: Plan) -> int:
        """Rows that are about nothing become new; how many."""

    def link(self, spec: Spec, plan: Plan) -> int:
        """Links what rows have become to the items that their cells name; how many links are new."""

    def unlink(self, spec: Spec, plan: Plan) -> None:
        """What was there loses the links that its row does not name."""

    def refused(self) -> list[Problem]:
        """As the worker: rows that a rule refused when they were written; they come in no more."""


class ListTarget:
    """A list of the workspace, or one to be made."""

    makes_columns = True
    rows_at_once = 100_000
    thing = "item"

    def __init__(
        self, connection: psycopg.Connection, workspace_id: UUID, list_id: UUID | None, list_name: str
    ) -> None:
        self._connection = connection
        self._workspace_id = workspace_id
        self._list_name = list_name
        self.list_id = list_id
        self.currency = self._call("select public.get_workspace(%s)", [workspace_id])["default_currency"]
        self.people = self._call("select private.people_labels(%s)", [workspace_id])
        self.fields: tuple[Field, ...] = ()
        if list_id is not None:
            self.fields = tuple(self._call("select public.get_list(%s)", [list_id])["columns"])

    def field(self, name: str) -> Field | None:
        """Case does not matter; a name counts before a key."""
        low = name.strip().lower()
        ways = ("name", "key", "id")
        found = ([f for f in self.fields if str(f[way]).lower() == low] for way in ways)
        return next((fields[0] for fields in found if fields), None)

    def other(self, relation: Field) -> Field:
        """The linked list, as public.get_list tells it."""
        list_id = relation["config"].get("target_list_id") or relation["result"]["list_id"]
        return dict(self._call("select public.get_list(%s)", [list_id]))

    def make_fields(self, columns: Sequence[Column], links: Sequence[LinkColumn]) -> int:
        """Makes the list where there is none."""
        new = [column for column in columns if column.key is None]
        wanted = [
            {"name": c.title, "type": c.guess.spec["type"], "config": c.guess.spec.get("config", {})}
            for c in new
        ]
        related = [link for link in links if link.key is None]
        wanted += [{"name": link.name, "type": "relation", "config": link.type_config} for link in related]
        if self.list_id is None:
            made = self._call(
                "select public.create_list(workspace_id => %s, name => %s, columns => %s)",
                [self._workspace_id, self._list_name, Jsonb(wanted)],
            )
            self.list_id = UUID(made["id"])
        elif wanted:
            self._check_may_make([column["name"] for column in wanted])
            self._call(
                "select private.insert_columns(%s, %s, %s)",
                [self._workspace_id, self.list_id, Jsonb(wanted)],
            )
        options = self._make_options(columns)
        made = self._call("select public.get_list(%s)", [self.list_id])
        keys = {column["name"]: column["key"] for column in made["columns"]}
        for column in new:
            column.key = keys[column.title]
        for link in related:
            link.key = keys[link.name]
        return options

    def vouch(self) -> None:
        """See private.vouch_for_items."""
        if self.list_id is not None:
            self._call("select private.vouch_for_items(%s)", [self.list_id])

    def start(self) -> None:
        """Nothing but what every import has."""

    def find_taken(self, spec: Spec, plan: Plan) -> list[Problem] | None:
        """The worker looks: see private.store_taken_cells."""

    def prepare(self, plan: Plan, contact: Spec | None) -> None:
        """Rows become items in one statement."""

    def refused(self) -> list[Problem]:
        """None: every rule of a list is asked before."""
        return []

    def link(self, spec: Spec, plan: Plan) -> int:
        """See private.write_import_links."""
        query = "select private.write_import_links(%s, %s, %s)"
        return int(self._call(query, [self.list_id, Jsonb(spec), Jsonb(plan)]))

    def unlink(self, spec: Spec, plan: Plan) -> None:
        """See private.drop_import_links."""
        query = "select private.drop_import_links(%s, %s, %s)"
        self._call(query, [self.list_id, Jsonb(spec), Jsonb(plan)])

    def match(self, plan: Plan) -> None:
        """See private.match_import_rows."""
        self._write("select private.match_import_rows(%s, %s, %s)", plan)

    def update(self, plan: Plan) -> None:
        """See private.update_import_items."""
        self._write("select private.update_import_items(%s, %s, %s)", plan)

    def insert(self, plan: Plan) -> int:
        """See private.insert_import_items."""
        return int(self._write("select private.insert_import_items(%s, %s, %s)", plan))

    def _make_options(self, columns: Sequence[Column]) -> int:
        count = 0
        for column in columns:
            field = next((f for f in self.fields if f["key"] == column.key), None)
            if field is None or not column.makes_options:
                continue
            config = column.guess.spec["config"]
            made = len(config["options"]) - len(field["config"]["options"])
            if made:
                self._check_may_make([field["name"]], "options")
                changes = Jsonb({"config": config})
                self._call("select public.update_column(%s, %s, %s)", [self.list_id, field["id"], changes])
            count += made
        return count

    def _check_may_make(self, names: Sequence[str], things: str = "column") -> None:
        try:
            with self._connection.transaction():
                self._call("select private.check_capability(%s, 'lists.write')", [self._workspace_id])
        except psycopg.errors.InsufficientPrivilege as error:
            words = ", ".join(f'"{name}"' for name in names[:5])
            lack = f"no column {words}" if things == "column" else f"not all of the options for {words}"
            raise ImportFailed(
                "capability_required", f"The list has {lack}: {error.diag.message_primary}"
            ) from error

    def _write(self, query: LiteralString, plan: Plan) -> Any:
        return self._call(query, [self._workspace_id, self.list_id, Jsonb(plan)])

    def _call(self, query: LiteralString, parameters: Sequence[Any]) -> Any:
        row = self._connection.execute(query, parameters).fetchone()
        return row[0] if row else None


class RecordTarget:
    """The contacts or the deals of a workspace."""

    makes_columns = False
    rows_at_once = 5_000
    list_id: UUID | None = None

    def __init__(self, connection: psycopg.Connection, workspace_id: UUID, kind: str) -> None:
        """`kind` is contact or deal."""
        self._connection = connection
        self._workspace_id = workspace_id
        self.thing = kind
        self.currency = self._call("select public.get_workspace(%s)", [workspace_id])["default_currency"]
        self.people = self._call("select private.people_labels(%s)", [workspace_id])
        query = "select private.import_fields(%s, %s)"
        self.fields: tuple[Field, ...] = tuple(self._call(query, [workspace_id, f"{kind}s"]))

    def field(self, name: str) -> Field | None:
        """As private.import_field: by key, name or another name of it, in this order."""
        low = name.strip().lower()
        ways = (
            lambda field: field["key"] == low,
            lambda field: field["name"].lower() == low,
            lambda field: low in field["aliases"] or low.replace("_", " ") in field["aliases"],
        )
        found = ([field for field in self.fields if is_it(field)] for is_it in ways)
        return next((fields[0] for fields in found if fields), None)

    def other(self, relation: Field) -> Field:
        """The list whose items are linked, as public.get_list tells it."""
        return dict(self._call("select public.get_list(%s)", [relation["config"]["target_list_id"]]))

    def make_fields(self, columns: Sequence[Column], links: Sequence[LinkColumn]) -> int:
        """There is nothing to be made."""
        return 0

    def vouch(self) -> None:
        """Tables hold their rules themselves."""

    def start(self) -> None:
        """See private.create_import_records."""
        self._call("select private.create_import_records()", [])

    def find_taken(self, spec: Spec, plan: Plan) -> list[Problem] | None:
        """See private.find_taken_fields."""
        query = "select private.find_taken_fields(%s, %s, %s, %s)"
        found = self._call(query, [self._workspace_id, self.thing, Jsonb(spec), Jsonb(plan)])
        return list(found)

    def match(self, plan: Plan) -> None:
        """See private.match_import_records."""
        query = "select private.match_import_records(%s, %s, %s)"
        self._call(query, [self._workspace_id, self.thing, Jsonb(plan)])

    def prepare(self, plan: Plan, contact: Spec | None) -> None:
        """See private.fill_import_records."""
        query = "select private.fill_import_records(%s, %s, %s)"
        asked = plan | ({"contact": contact} if contact else {})
        self._call(query, [self._workspace_id, self.thing, Jsonb(asked)])

    def update(self, plan: Plan) -> None:
        """See private.write_import_records."""
        self._write("update", "select array_agg(n order by n) from pg_temp.import_records where not is_new")

    def insert(self, plan: Plan) -> int:
        """See private.write_import_records."""
        new: LiteralString = "from pg_temp.import_records where is_new and problem is null"
        self._write("insert", "select array_agg(n order by n) " + new)
        return int(self._call("select count(*) " + new, []))

    def link(self, spec: Spec, plan: Plan) -> int:
        """See private.write_record_links."""
        query = "select private.write_record_links(%s, %s, %s)"
        return int(self._call(query, [self._workspace_id, self.thing, Jsonb(spec)]))

    def unlink(self, spec: Spec, plan: Plan) -> None:
        """See private.drop_record_links."""
        query = "select private.drop_record_links(%s, %s, %s, %s)"
        self._call(query, [self._workspace_id, self.thing, Jsonb(spec), Jsonb(plan)])

    def refused(self) -> list[Problem]:
        """See private.take_import_refusals."""
        return list(self._call("select private.take_import_refusals()", []))

    def _write(self, action: str, rows: LiteralString) -> None:
        query = "select private.write_import_records(%s, %s, %s, %s::bigint[])"
        self._call(query, [action, self._workspace_id, self.thing, self._call(rows, [])])

    def _call(self, query: LiteralString, parameters: Sequence[Any]) -> Any:
        row = self._connection.execute(query, parameters).fetchone()
        return row[0] if row else None
