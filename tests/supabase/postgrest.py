"""The SQL of PostgREST 14, statement by statement, as its query builder writes it.

Source: PostgREST's Query/PreQuery.hs, QueryBuilder.hs, SqlFragment.hs and Statements.hs. Values go as
parameters of unknown type and bodies as one json parameter; identifiers are always quoted.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg

_GUCS = (
    "nullif(current_setting('response.headers', true), '') AS response_headers, "
    "nullif(current_setting('response.status', true), '') AS response_status"
)
_INSERTED = "nullif(current_setting('pgrst.inserted', true),'')"


@dataclass(frozen=True)
class Catalogue:
    """What PostgREST's schema cache knows: columns, parameters and their types, foreign keys."""

    columns: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, Sequence[str]]
    parameters: Mapping[str, Mapping[str, str]]
    volatility: Mapping[str, str]
    returns: Mapping[str, str]
    foreign_keys: Sequence["ForeignKey"]

    @classmethod
    def load(cls, connection: psycopg.Connection) -> "Catalogue":
        """Reads schema public."""
        columns: dict[str, dict[str, str]] = {}
        for table, column, kind in connection.execute(
            """
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
            from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
            where not a.attisdropped and c.relnamespace = 'public'::regnamespace
              and c.relkind in ('r', 'p', 'v', 'm', 'f')
            order by c.relname, a.attnum
            """
        ):
            columns.setdefault(table, {})[column] = kind
        parameters: dict[str, dict[str, str]] = {}
        volatility, returns = {}, {}
        for name, kind, volatile, names, types in connection.execute(
            """
            select p.proname, p.prorettype::regtype::text, p.provolatile::text,
              coalesce(p.proargnames[:p.pronargs]::text[], '{}'),
              array(select format_type(t, null) from unnest(p.proargtypes::oid[]) as t)
            from pg_proc as p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' order by 1
            """
        ):
            parameters[name] = dict(zip(names, types, strict=True))
            volatility[name], returns[name] = volatile, kind
        keys: dict[str, list[str]] = dict(
            connection.execute(
                """
                select c.relname, array_agg(a.attname::text order by k.n)
                from pg_index as i join pg_class as c on c.oid = i.indrelid
                cross join unnest(i.indkey) with ordinality as k (attnum, n)
                join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.attnum
                where i.indisprimary and c.relnamespace = 'public'::regnamespace group by 1
                """
            ).fetchall()
        )
        foreign_keys = connection.execute(
            """
            select k.conname, c.relname, r.relname,
              array(select a.attname::text from unnest(k.conkey) with ordinality as x (n, o)
                    join pg_attribute as a on a.attrelid = c.oid and a.attnum = x.n order by x.o),
              array(select a.attname::text from unnest(k.confkey) with ordinality as x (n, o)
                    join pg_attribute as a on a.attrelid = r.oid and a.attnum = x.n order by x.o)
            from pg_constraint as k
            join pg_class as c on c.oid = k.conrelid join pg_class as r on r.oid = k.confrelid
            where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
              and r.relnamespace = 'public'::regnamespace
            order by 1
            """
        ).fetchall()
        return cls(columns, keys, parameters, volatility, returns, [ForeignKey(*row) for row in foreign_keys])


@dataclass(frozen=True)
class ForeignKey:
    """A relationship that a client embeds by its name: `select=*,lists!items_list_fkey(*)`."""

    name: str
    table: str
    target: str
    columns: Sequence[str]
    target_columns: Sequence[str]


@dataclass(frozen=True)
class Answer:
    """What came back: the body, or the refusal that PostgREST would pass on as code and details."""

    body: Any = None
    count: int = 0
    error: psycopg.Error | None = None


@dataclass(frozen=True)
class Client:
    """A Supabase client with a token, at the other end of PostgREST."""

    connection: psycopg.Connection  # a login as authenticator
    catalogue: Catalogue
    role: str = "anon"
    claims: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    keep: bool = False  # otherwise as with "Prefer: tx=rollback"

    # Requests

    def select(self, table: str, embed: str = "", /, **filters: Any) -> Answer:
        """`.from(table).select('*, embed').eq(…)`"""
        columns, joins = self._embed(table, embed) if embed else ("", "")
        where, values = _where(table, filters)
        source = f"SELECT {_q(table)}.*{columns} FROM {_q(table)} {joins}{where}"
        return self._send("GET", f"/{table}", _read(source), values)

    def insert(self, table: str, body: Any) -> Answer:
        """`.from(table).insert(body).select()`"""
        source = f"INSERT INTO {_q(table)}({_names(_fields(body))}) {self._from_body(table, body)}"
        return self._send("POST", f"/{table}", _write(f"{source} RETURNING {_q(table)}.*"), [_json(body)])

    def upsert(self, table: str, body: Any) -> Answer:
        """`.from(table).upsert(body).select()`, which resolves conflicts of the primary key."""
        key, fields = self.catalogue.keys[table], _fields(body)
        inserted = f"(coalesce({_INSERTED}::int, 0) {{}} 1)::text, true) <> '{{}}'"
        source = (
            f"INSERT INTO {_q(table)}({_names(fields)}) {self._from_body(table, body)}"
            f"WHERE set_config('pgrst.inserted', {inserted.format('+', '0')} "
            f"ON CONFLICT({_names(key)}) DO UPDATE SET "
            + ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in fields)
            + f"WHERE set_config('pgrst.inserted', {inserted.format('-', '-1')} RETURNING {_q(table)}.*"
        )
        return self._send("POST", f"/{table}", _write(source, f"{_INSERTED}::int"), [_json(body)])

    def update(self, table: str, body: Mapping[str, Any], /, **filters: Any) -> Answer:
        """`.from(table).update(body).eq(…).select()`"""
        where, values = _where(table, filters)
        sets = ", ".join(f'"{name}" = "pgrst_body"."{name}"' for name in body)
        source = f"UPDATE {_q(table)} SET {sets} {self._from_body(table, body, is_insert=False)}{where}"
        statement = _write(f"{source} RETURNING {_q(table)}.*")
        return self._send("PATCH", f"/{table}", statement, [_json(body), *values])

    def delete(self, table: str, /, **filters: Any) -> Answer:
        """`.from(table).delete().eq(…).select()`"""
        where, values = _where(table, filters)
        source = f"DELETE FROM {_q(table)} {where} RETURNING {_q(table)}.*"
        return self._send("DELETE", f"/{table}", _write(source), values)

    def rpc(self, function: str, body: Mapping[str, Any], *, method: str = "POST") -> Answer:
        """`.rpc(function, body)`; with GET, whose arguments are in the query string, read only."""
        parameters = self.catalogue.parameters[function]
        values: list[Any] = [_json(body)]
        if method == "GET":
            arguments = ", ".join(f'"{name}" := %s::{parameters[name]}' for name in body)
            values = [v if isinstance(v, str) or v is None else _json(v) for v in body.values()]
            source = f"FROM (SELECT {_q(function)}({arguments}) pgrst_scalar) pgrst_call"
        elif not body:
            values = []
            source = f"FROM (SELECT {_q(function)}() pgrst_scalar) pgrst_call"
        else:
            typed = ", ".join(f'"{name}" {parameters[name]}' for name in body)
            arguments = ", ".join(f'"{name}" := pgrst_body."{name}"' for name in body)
            source = (
                "FROM (SELECT %s::json AS json_data) pgrst_payload, "
                f"LATERAL (SELECT {_names(body)} "
                f"FROM json_to_record(pgrst_payload.json_data) AS _({typed}) LIMIT 1) "
                f"pgrst_body , LATERAL (SELECT {_q(function)}({arguments}) pgrst_scalar) pgrst_call"
            )
        is_void = self.catalogue.returns[function] == "void"
        told = "''::text" if is_void else "coalesce(json_agg(_postgrest_t.pgrst_scalar)->0, 'null')"
        statement = (
            f"WITH pgrst_source AS (SELECT pgrst_call.pgrst_scalar {source}) "
            f"SELECT null::bigint AS total_result_set, 1 AS page_total, {told} AS body, {_GUCS}, "
            "'' AS response_inserted "
            'FROM (SELECT "pgrst_source".* FROM "pgrst_source") _postgrest_t'
        )
        return self._send(method, f"/rpc/{function}", statement, values)

    # Parts

    def _from_body(self, table: str, body: Any, *, is_insert: bool = True) -> str:
        names, types = _fields(body), self.catalogue.columns[table]
        typed = ", ".join(f'"{name}" {types[name]}' for name in names)
        function = "json_to_record" if isinstance(body, Mapping) else "json_to_recordset"
        columns = ", ".join(f'"pgrst_body"."{name}"' for name in names)
        selected = f"SELECT {columns} " if is_insert else ""
        return (
            f"{selected}FROM (SELECT %s::json AS json_data) pgrst_payload, LATERAL (SELECT {_names(names)} "
            f"FROM {function}(pgrst_payload.json_data) AS _({typed}) ) pgrst_body "
        )

    def _embed(self, table: str, name: str) -> tuple[str, str]:
        """One related table: an object where `table` holds the foreign key, else an array."""
        key = next(k for k in self.catalogue.foreign_keys if k.name == name and table in (k.table, k.target))
        is_one = key.table == table
        other = key.target if is_one else key.table
        mine, others = (key.columns, key.target_columns) if is_one else (key.target_columns, key.columns)
        alias, joined = f'"{other}_1"', f'"{table}_{other}_1"'
        on = " AND ".join(f'{alias}."{b}" = {_q(table)}."{a}"' for a, b in zip(mine, others, strict=True))
        inner = f"SELECT {alias}.* FROM {_q(other)} AS {alias} WHERE {on} "
        if is_one:
            column = f'row_to_json({joined}.*)::jsonb AS "{other}"'
        else:
            column = f"""COALESCE( {joined}.{joined}, '[]') AS "{other}\""""
            inner = f"SELECT json_agg({joined})::jsonb AS {joined} FROM ({inner} ) AS {joined}"
        return f", {column}", f" LEFT JOIN LATERAL ( {inner} ) AS {joined} ON TRUE "

    def _send(self, method: str, path: str, statement: str, values: Sequence[Any]) -> Answer:
        claims = {**self.claims, "role": self.role}
        settings = {
            "search_path": '"public"',
            "role": self.role,
            "request.jwt.claims": json.dumps(claims),
            "request.method": method,
            "request.path": path,
            "request.headers": json.dumps(dict(self.headers)),
            "request.cookies": "{}",
        }
        prelude = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in settings)
        access = "read only" if method == "GET" else "read write"
        try:
            self.connection.execute(f"set transaction isolation level read committed {access}".encode())
            self.connection.execute(prelude.encode(), list(settings.values()))
            row = self.connection.execute(statement.encode(), values).fetchone()
            assert row is not None
            if self.keep:
                self.connection.commit()
            else:
                self.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except psycopg.Error as error:
            return Answer(error=error)
        finally:
            self.connection.rollback()
        body = next(value for value in row[2:] if value not in ([], None))
        return Answer(json.loads(body) if isinstance(body, str) and body else body, count=row[1])


def _read(source: str) -> str:
    return (
        f"WITH pgrst_source AS ( {source} ) SELECT null::bigint AS total_result_set, "
        "pg_catalog.count(_postgrest_t) AS page_total, coalesce(json_agg(_postgrest_t), '[]')::text AS body, "
        f"{_GUCS}, '' AS response_inserted FROM ( SELECT * FROM pgrst_source ) _postgrest_t"
    )


def _write(source: str, inserted: str = "''") -> str:
    return (
        f"WITH pgrst_source AS ({source}) SELECT '' AS total_result_set, "
        "pg_catalog.count(_postgrest_t) AS page_total, array[]::text[] AS header, "
        f"coalesce(json_agg(_postgrest_t), '[]')::text AS body, {_GUCS}, {inserted} AS response_inserted "
        'FROM (SELECT "pgrst_source".* FROM "pgrst_source") _postgrest_t'
    )


def _where(table: str, filters: Mapping[str, Any]) -> tuple[str, list[str]]:
    terms = " AND ".join(f' {_q(table)}."{name}" = %s' for name in filters)
    return (f" WHERE {terms}" if terms else ""), [str(value) for value in filters.values()]


def _fields(body: Any) -> list[str]:
    """supabase-js names the columns of all rows in ?columns=."""
    rows = [body] if isinstance(body, Mapping) else body
    return list(dict.fromkeys(name for row in rows for name in row))


def _q(name: str) -> str:
    return f'"public"."{name}"'


def _names(names: Sequence[str] | Mapping[str, Any]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _json(value: Any) -> str:
    return json.dumps(value)
