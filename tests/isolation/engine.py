"""Makes the cells of the matrix from the catalogue, runs them as each caller, and compares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

import psycopg

from tests.isolation.expected import ABOVE, ACTIONS, HELD, ONLY_WHERE, QUEUE, RULES, SAMPLES, TABLES, Call
from tests.isolation.world import RANKS, SCHEMAS, Persona, Tenant, World

REFUSED = "42501"
# What PostgreSQL says before it looks at rights: COPY FROM under policies; COPY, MERGE and TRUNCATE of views.
_UNSUPPORTED = {
    "copy_from": {"0A000"},
    "copy_to": {"42809"},
    "merge": {"0A000", "42809"},
    "truncate": {"42809"},
}

_OF_A_PERSON = frozenset(
    f"public.{name}"
    for name in (
        "user_profiles",
        "notifications",
        "notification_preferences",
        "workspace_notification_preferences",
    )
)

Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table or view with what the cells need to know of it."""

    name: str  # schema.name
    line: str  # its line in TABLES
    key: tuple[str, ...]
    columns: tuple[str, ...]
    kind: str  # as in pg_class

    @property
    def is_view(self) -> bool:
        """Whether its rows are those of another table."""
        return self.kind in ("v", "m")

    @property
    def tenant_column(self) -> str | None:
        """The column that says whose a row is."""
        if self.name == "public.workspaces":
            return "id"
        return "workspace_id" if "workspace_id" in self.columns else None

    @property
    def person_column(self) -> str | None:
        """The column that says whom a row is about, where it is that person's own."""
        return "user_id" if self.name in _OF_A_PERSON else None


@dataclass(frozen=True)
class Row:
    """A row of the baseline: whose it is, and which actions reach it besides the rule of the role."""

    workspace: str | None
    person: str | None
    actions: frozenset[str]
    above: frozenset[str]  # actions that need the role of ABOVE


@dataclass(frozen=True)
class Outcome:
    """How a call ended: refused with a name or SQLSTATE, or the keys that it read or wrote."""

    refusal: str | None = None
    keys: frozenset[Key] = frozenset()

    def __str__(self) -> str:
        return self.refusal or f"{len(self.keys)} rows"


def grades() -> dict[str, dict[str, str]]:
    """TABLES as table → action → grade."""
    lines: dict[str, dict[str, str]] = {}
    for line in TABLES.strip().splitlines()[2:]:
        name, *cells = (cell.strip() for cell in line.split("|"))
        cells = cells * len(ACTIONS) if len(cells) == 1 else cells
        assert len(cells) == len(ACTIONS), f"TABLES: {name} has {len(cells)} cells, not {len(ACTIONS)}"
        assert name not in lines, f"TABLES: {name} stands there twice"
        lines[name] = dict(zip(ACTIONS, cells, strict=True))
    return lines


def tables(connection: psycopg.Connection) -> list[Table]:
    """Every table and view of our schemas."""
    rows = connection.execute(
        """
        select format('%%s.%%s', n.nspname, c.relname),
          case when c.relispartition then
            (select format('%%s.%%s (partition)', pn.nspname, p.relname) from pg_inherits as i
             join pg_class as p on p.oid = i.inhparent join pg_namespace as pn on pn.oid = p.relnamespace
             where i.inhrelid = c.oid)
          else format('%%s.%%s', n.nspname, c.relname) end,
          coalesce(
            (select array_agg(a.attname::text order by k.n) from pg_index as x
             cross join unnest(x.indkey) with ordinality as k (attnum, n)
             join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.attnum
             where x.indrelid = c.oid and x.indisprimary),
            '{id}'),
          (select array_agg(a.attname::text order by a.attnum) from pg_attribute as a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
          c.relkind::text
        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = any (%s) and c.relkind in ('r', 'p', 'v', 'm', 'f')
        order by 1
        """,
        [list(SCHEMAS)],
    )
    return [Table(name, line, tuple(key), tuple(columns), kind) for name, line, key, columns, kind in rows]


def functions(connection: psycopg.Connection) -> dict[str, str]:
    """Every function of our schemas, with a call that gives null for each argument."""
    return dict(
        connection.execute(
            """
            select format('%%s.%%s', n.nspname, p.proname),
              format('select %%I.%%I(%%s)', n.nspname, p.proname, (
                select string_agg(format('null::%%s', format_type(t.type, null)), ', ' order by t.n)
                from unnest(p.proargtypes::oid[]) with ordinality as t (type, n)
              ))
            from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
            where n.nspname = any (%s) and p.prokind in ('f', 'w') order by 1
            """,
            [list(SCHEMAS)],
        ).fetchall()
    )


def literal(template: str, *tenants: Tenant, **overrides: str) -> str:
    """SQL with the ids of a tenant filled in."""
    ids: dict[str, str] = {}
    for tenant in tenants:
        ids |= tenant.ids
    return template.format(**{key: f"'{value}'" for key, value in (ids | overrides).items()})


class Engine:
    """Runs cells in transactions of a superuser's connection, which takes on each caller's login and role."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.connection = world.connection
        self.tables = tables(self.connection)
        self.cells = 0
        self._newcomer = world.personas["outsider"].person or ""
        self._names = {
            name
            for (name,) in self.connection.execute("select name from public.error_codes where name <> ''")
        }
        self._baseline = {table.name: self._rows(table) for table in self.tables}
        self._footprint = self._count()
        self.connection.rollback()

    # What is in the database

    def digest(self) -> str:
        """Of every row of every table of our schemas."""
        one = "select '{0}' as t, md5(string_agg(r::text, '|' order by r::text)) as d from {0} as r"
        parts = " union all ".join(one.format(table.name) for table in self.tables if not table.is_view)
        row = self.connection.execute(
            f"select md5(string_agg(t || coalesce(d, ''), '|' order by t)) from ({parts}) as x"
        ).fetchone()
        self.connection.rollback()
        assert row is not None
        return str(row[0])

    def is_empty_for(self, tenant: Tenant, table: Table) -> bool:
        """Whether a table that belongs to tenants has no row of this one."""
        rows = self._baseline[table.name].values()
        return table.tenant_column is not None and not any(
            r.workspace == tenant.ids["workspace"] for r in rows
        )

    def _rows(self, table: Table) -> dict[Key, Row]:
        keys = ", ".join(f"r.{column}::text" for column in table.key)
        workspace = f"r.{table.tenant_column}::text" if table.tenant_column else "null"
        person = f"r.{table.person_column}::text" if table.person_column else "null"
        reached = " || ".join(
            f"case when {ONLY_WHERE.get((table.name, action), 'true')} then array['{action}'] else '{{}}' end"
            for action in ACTIONS
        )
        higher = {action: ABOVE.get((table.name, action), ("false", ""))[0] for action in ACTIONS}
        above = " || ".join(
            f"case when {higher[action]} then array['{action}'] else '{{}}' end" for action in ACTIONS
        )
        rows = self.connection.execute(
            f"select array[{keys}], {workspace}, {person}, {reached}, {above} from {table.name} as r".encode()
        )
        return {
            tuple(key): Row(workspace, person, frozenset(actions), frozenset(raised))
            for key, workspace, person, actions, raised in rows
        }

    def _count(self) -> dict[tuple[str, str | None], tuple[int, int]]:
        """Per table and workspace: rows, and rows that this transaction has written."""
        parts = " union all ".join(
            f"select '{table.name}' as t, {table.tenant_column}::text as w, count(*), "
            f"count(*) filter (where xmin::text = pg_current_xact_id_if_assigned()::text) "
            f"from {table.name} group by 2"
            for table in self.tables
            if not table.is_view and table.tenant_column and "(partition)" not in table.line
        )
        return {
            (name, workspace): (rows, own)
            for name, workspace, rows, own in self.connection.execute(parts.encode())
        }

    def _touched(self) -> set[str | None]:
        """The workspaces in which this transaction has written."""
        now = self._count()
        return {
            place[1]
            for place in now.keys() | self._footprint.keys()
            if now.get(place, (0, 0)) != self._footprint.get(place, (0, 0))
        }

    # Tables

    def run_tables(self, personas: list[Persona], only: list[Table] | None = None) -> list[str]:
        """All cells of tables for these callers; what differs from expected.py."""
        wrong: list[str] = []
        lines = grades()
        for persona in personas:
            for table in only or self.tables:
                for action in ACTIONS:
                    for tenant in (
                        self.world.tenants() if action in ("insert", "returning", "upsert") else (None,)
                    ):
                        wrong += self._table_cell(persona, table, action, tenant, lines[table.line])
        return wrong

    def _table_cell(
        self, persona: Persona, table: Table, action: str, tenant: Tenant | None, line: Mapping[str, str]
    ) -> Iterator[str]:
        expected = self.expected(persona, table, action, tenant, line)
        seen, wrote, touched = self._run(persona, table, action, tenant)
        what = f"{persona.name}: {action} {table.name}" + (f" of {tenant.name}" if tenant else "")
        allowed = {expected.refusal}
        if tenant and table.name not in SAMPLES and expected.refusal is None and seen.refusal != REFUSED:
            return  # without a sample the row is empty: that it may be written is all there is to see
        if expected.refusal == REFUSED:
            allowed |= _UNSUPPORTED.get(action, set())
        if seen.refusal not in allowed or (
            len(seen.keys) != 1
            if tenant and expected.refusal is None and action != "upsert"
            else seen.keys != expected.keys
        ):
            more, less = seen.keys - expected.keys, expected.keys - seen.keys
            yield (
                f"{what}: expected {expected}, got {seen}"
                + (f"; unexpected {sorted(more)[:3]}" if more else "")
                + (f"; missing {sorted(less)[:3]}" if less else "")
            )
        if wrote and not expected.keys and expected.refusal is None and tenant is None:
            yield f"{what}: wrote although it reaches no row"
        if foreign := self._foreign(persona, touched):
            yield f"{what}: wrote into the workspace of somebody else ({foreign})"

    def _foreign(self, persona: Persona, touched: set[str | None]) -> set[str | None]:
        known = {tenant.ids["workspace"] for tenant in self.world.tenants()}
        return (touched & known) - set(persona.ranks) if persona.is_person else set()

    def expected(
        self, persona: Persona, table: Table, action: str, tenant: Tenant | None, line: Mapping[str, str]
    ) -> Outcome:
        """How a cell of tables has to end."""
        grade = line[action]
        if persona.name == "service_role":
            if grade in ("-", "worker"):
                return Outcome(REFUSED)
            if rule := RULES.get((table.name, action)):
                return Outcome(rule)
        elif grade in ("-", "service") or not self._has_grant(persona, grade):
            return Outcome(REFUSED)
        if tenant is not None:
            return self._expected_of_insert(persona, table, action, tenant, grade)
        reached = self._reached(persona, table, action, grade)
        if reached and (rule := HELD.get((table.name, action))):
            return Outcome(rule)
        if action == "copy_from":
            return Outcome()
        if action == "copy_to" and table.kind == "p":  # COPY reads the parent alone, which holds no row
            return Outcome("42809") if persona.name == "service_role" else Outcome()
        if action == "merge" and (self._reached(persona, table, "select", line["select"]) - reached):
            return Outcome(REFUSED)  # MERGE refuses what it sees and may not change
        return Outcome(keys=reached)

    @staticmethod
    def _has_grant(persona: Persona, grade: str) -> bool:
        if grade == "worker" or not persona.is_person:
            return (persona.name == "anon" and grade == "anyone") or persona.name == grade
        return True

    def _expected_of_insert(
        self, persona: Persona, table: Table, action: str, tenant: Tenant, grade: str
    ) -> Outcome:
        if (
            persona.name == "service_role"
            or grade == "worker"
            or (grade in RANKS and persona.has_rank(grade, tenant.ids["workspace"]))
        ):
            return Outcome(
                keys=frozenset({self._sample_key(table, tenant)})
                if action == "upsert" and table.name in SAMPLES
                else frozenset()
            )
        return Outcome(REFUSED)

    def _sample_key(self, table: Table, tenant: Tenant) -> Key:
        key = SAMPLES[table.name].key
        return tuple(literal(key[column], tenant).strip("'") for column in table.key)

    def _reached(self, persona: Persona, table: Table, action: str, grade: str) -> frozenset[Key]:
        return frozenset(
            key
            for key, row in self._baseline[table.name].items()
            if persona.name == "service_role"
            or (
                action in row.actions
                and self._is_in_reach(
                    persona, row, ABOVE[table.name, action][1] if action in row.above else grade
                )
            )
        )

    def _is_in_reach(self, persona: Persona, row: Row, grade: str) -> bool:
        if grade in RANKS:
            return persona.has_rank(grade, row.workspace)
        if grade in ("self", "colleague"):
            mine = {persona.person} - {None}
            if grade == "colleague":
                mine |= {user for workspace in persona.ranks for user in self.world.members[workspace]}
            return row.person in mine
        return True

    def _run(
        self, persona: Persona, table: Table, action: str, tenant: Tenant | None
    ) -> tuple[Outcome, bool, set[str | None]]:
        """What happened, whether anything was written, and in which workspaces."""
        self.cells += 1
        touched: set[str | None] = set()
        try:
            self.connection.execute(persona.assume())
            keys = self._act(table, action, tenant)
            self.connection.execute("set constraints all immediate")
            wrote = self._wrote()
            if wrote:
                touched = self._touched()
                if action != "lock":
                    keys = self._written(table)
            return Outcome(keys=keys), wrote, touched
        except psycopg.Error as error:
            return Outcome(self.name_of(error)), False, touched
        finally:
            self.connection.rollback()

    def _act(self, table: Table, action: str, tenant: Tenant | None) -> frozenset[Key]:
        statement = self._statement(table, action, tenant)
        cursor = self.connection.cursor()
        if not action.startswith("copy"):
            cursor.execute(statement.encode())
            if action in ("select", "lock"):
                return frozenset(tuple(row[0]) for row in cursor)
            return frozenset()
        with cursor.copy(statement.encode()) as copy:
            if action == "copy_from":
                return frozenset()
            return frozenset(tuple(row) for row in copy.rows())

    def _statement(self, table: Table, action: str, tenant: Tenant | None) -> str:
        name, key = table.name, ", ".join(table.key)
        keys = f"array[{', '.join(f'r.{column}::text' for column in table.key)}]"
        sample = SAMPLES.get(name)
        change = (
            sample.change
            if sample
            else next((c for c in table.columns[::-1] if c not in table.key), table.columns[-1])
        )
        same = " and ".join(f"r.{column} = s.{column}" for column in table.key)
        if tenant is not None:
            if sample is None and action == "upsert" and not table.is_view:
                nulls = ", ".join("null" for _ in table.key)
                return (
                    f"insert into {name} ({key}) values ({nulls}) "
                    f"on conflict ({key}) do update set {change} = excluded.{change}"
                )
            if sample is None:
                return f"insert into {name} default values" + (
                    " returning *" if action == "returning" else ""
                )
            values = dict(sample.values) | (dict(sample.key) if action == "upsert" else {})
            statement = f"insert into {name} ({', '.join(values)}) values ({', '.join(values.values())})"
            if action == "upsert":
                statement += f" on conflict ({key}) do update set {change} = excluded.{change}"
            elif action == "returning":
                statement += " returning *"
            return literal(statement, tenant, outsider=self._newcomer)
        return {
            "select": f"select {keys} from {name} as r",
            "update": f"update {name} as r set {change} = {(sample and sample.constant) or change}",
            "delete": f"delete from {name}",
            "merge": f"merge into {name} as r using (select {key} from {name}) as s on {same} "
            f"when matched then update set {change} = r.{change}",
            "lock": f"select {keys} from {name} as r for update",
            "copy_to": f"copy {name} ({key}) to stdout",
            "copy_from": f"copy {name} ({', '.join(sample.values) if sample else key}) from stdin",
            "truncate": f"truncate {name}",
        }[action]

    def _wrote(self) -> bool:
        """Ends the caller's part of the transaction; whether it has written anything, a row lock included."""
        self.connection.execute("reset session authorization")
        row = self.connection.execute("select pg_current_xact_id_if_assigned() is not null").fetchone()
        assert row is not None
        return bool(row[0])

    def _written(self, table: Table) -> frozenset[Key]:
        """Keys that this transaction has made, changed or removed."""
        keys = ", ".join(f"r.{column}::text" for column in table.key)
        now = {
            tuple(key): own
            for key, own in self.connection.execute(
                f"select array[{keys}], xmin::text = pg_current_xact_id()::text from {table.name} r".encode()
            )
        }
        return frozenset(
            {key for key, own in now.items() if own} | (self._baseline[table.name].keys() - now.keys())
        )

    def name_of(self, error: psycopg.Error) -> str:
        """What expected.py calls a refusal."""
        name = error.diag.constraint_name or ""
        return name if name in self._names else str(error.sqlstate)

    # Functions

    def run_functions(
        self, personas: list[Persona], calls: Mapping[str, Call], *, only: str | None = None
    ) -> list[str]:
        """All cells of functions for these callers; what differs from expected.py."""
        wrong = []
        nulls = functions(self.connection)
        self.connection.rollback()
        for persona in personas:
            for name, null_call in nulls.items():
                if only not in (None, name):
                    continue
                if persona.name == "worker" and name.startswith(f"{QUEUE}."):
                    continue
                if (call := calls.get(name)) is None:
                    refusal, _ = self.call(persona, null_call)
                    if refusal != REFUSED:
                        wrong.append(f"{persona.name}: {name}() ended with {refusal or 'ok'}, without a line")
                    continue
                for tenant in self.world.tenants():
                    statement = null_call
                    if call.arguments is not None:
                        statement = f"select {name}({literal(call.arguments, tenant)})"
                    expected = self.expected_of_call(persona, tenant, call)
                    refusal, problems = self.call(persona, statement, tells=call.tells)
                    what = f"{persona.name}: {name}() of {tenant.name}"
                    is_any = call.arguments is None and expected == "ok" and refusal != REFUSED
                    if (refusal or "ok") != expected and not is_any:
                        wrong.append(f"{what}: expected {expected}, got {refusal or 'ok'}")
                    wrong += [f"{what}: {problem}" for problem in problems]
        return wrong

    def expected_of_call(self, persona: Persona, tenant: Tenant, call: Call) -> str:
        """How a cell of functions has to end: ok, the name of a refusal or its SQLSTATE."""

        def named(name: str) -> str:
            return REFUSED if name == "forbidden" else name

        for key in (f"{persona.name}@{tenant.name}", persona.name):
            if key in call.but and ("@" in key or tenant is self.world.ours):
                return named(call.but[key])
        who = set(call.who.split())
        by_rank = call.who in RANKS or not who
        if persona.name in who and not by_rank:
            return "ok" if persona.name != "service_role" else named(call.service)
        by_rank = by_rank or call.who == "invited"
        if not persona.is_person:
            if persona.name == "service_role" and (by_rank or who & {"people", "clients"}):
                return named(call.service)
            return "ok" if persona.name == "anon" and "clients" in who else REFUSED
        if who & {"people", "clients"}:
            return named(call.nobody or "ok") if persona.name == "nobody" else "ok"
        if not by_rank:
            return REFUSED
        if persona.name == "nobody" and call.nobody:
            return named(call.nobody)
        if tenant.ids["workspace"] not in persona.ranks or call.who not in RANKS:
            return named(call.outside)
        return "ok" if persona.has_rank(call.who, tenant.ids["workspace"]) else named(call.below)

    def call(self, persona: Persona, statement: str, *, tells: bool = False) -> tuple[str | None, list[str]]:
        """Calls as somebody: the refusal, and what was told or written that is not the caller's business."""
        self.cells += 1
        problems = []
        refusal, said = None, ""
        try:
            self.connection.execute(persona.assume())
            said = str(self.connection.execute(statement.encode()).fetchall())
            self.connection.execute("set constraints all immediate")
            if self._wrote() and not tells and (foreign := self._foreign(persona, self._touched())):
                problems.append(f"wrote into the workspace of somebody else ({foreign})")
        except psycopg.Error as error:
            refusal = self.name_of(error)
            said = f"{error.diag.message_primary} {error.diag.message_detail} {error.diag.message_hint}"
        finally:
            self.connection.rollback()
        if persona.is_person and not tells:
            problems += [f"tells {secret}" for secret in self._leaks(persona, statement, said)]
        return refusal, problems

    def _leaks(self, persona: Persona, statement: str, said: str) -> list[str]:
        return [
            secret
            for tenant in self.world.tenants()
            if tenant.ids["workspace"] not in persona.ranks
            for secret in tenant.secrets
            if secret in said and secret not in statement and secret not in str(persona.claims)
        ]

    # Ids of somebody else

    def run_swapped(self, name: str, call: Call, persona: Persona) -> list[str]:
        """Each argument in turn names a thing of the other workspace: the answer is that to an unknown id."""
        wrong = []
        ours, theirs = self.world.tenants()
        arguments = call.arguments or ""
        for key in ours.ids:
            if f"{{{key}}}" not in arguments:
                continue
            answers = []
            for value in (theirs.ids[key], str(uuid4())):
                refusal, problems = self.call(
                    persona, f"select {name}({literal(arguments, ours, **{key: value})})"
                )
                wrong += [f"{name}({key} of Other): {problem}" for problem in problems]
                answers.append(refusal)
            if answers[0] != answers[1]:
                hidden, unknown = (answer or "ok" for answer in answers)
                wrong.append(f"{name}({key}): {hidden} for an id of Other, {unknown} for an unknown one")
        return wrong
