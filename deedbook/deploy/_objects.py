"""sql/: everything replaceable is dropped and created again in one transaction.

What to drop is read from migration.objects, where each deploy writes down what it made. "All functions of our
schemas" would also take what a Supabase project keeps in public for itself; a list of names in the code would
forget what an older release made.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from psycopg import errors

from deedbook.deploy import _catalogue, _state
from deedbook.deploy._catalogue import Managed, with_live
from deedbook.deploy._errors import DeployError, describe
from deedbook.deploy._files import digest
from deedbook.deploy._script import line_at, run


class Replaced(NamedTuple):
    """What a deploy of sql/ did."""

    digest: str
    objects: int  # 0: unchanged


def replace(
    connection: psycopg.Connection,
    applied: Mapping[str, str],
    files: Mapping[str, str],
    wait: float,
    *,
    force: bool = False,
) -> Replaced:
    """One transaction: drop what sql/ made last time, create what it holds now, validate every body.

    `wait` is how many seconds it may stand in line for tables.
    """
    with connection.transaction():
        connection.execute("set local search_path = ''")  # every name is written out
        connection.execute("select pg_catalog.pg_advisory_xact_lock(%s)", [_state.LOCK])
        wanted = digest(applied, files)
        if not force and _state.stored_digest(connection) == wanted:
            return Replaced(wanted, 0)
        managed = _catalogue.managed(connection)
        _lock_tables(connection, managed, wait)
        with _runtime_triggers(connection, managed):
            _drop(connection, managed)
            before = _catalogue.names(connection)
            _create(connection, files)
            count = _catalogue.remember_new(connection, before)
        _validate(connection, files)
        _call_hooks(connection)
        _state.store_digest(connection, wanted)
        return Replaced(wanted, count)


def _lock_tables(connection: psycopg.Connection, managed: list[Managed], wait: float) -> None:
    """Takes every lock at once and gives up early.

    Writers that hold one table and want the next could otherwise deadlock with us. All waiting together is
    kept below deadlock_timeout, so that this transaction steps back (and tries again), never theirs.
    """
    connection.execute(
        """
        select pg_catalog.set_config(name, least(%s, 500 * extract(epoch from
          pg_catalog.current_setting('deadlock_timeout')::pg_catalog.interval))::integer::text, true)
        from (values ('statement_timeout'), ('lock_timeout')) as setting (name)
        """,
        [wait * 1000],
    )
    tables = connection.execute(
        """
        select pg_catalog.string_agg(oid::pg_catalog.regclass::text, ', ' order by oid)
        from pg_catalog.pg_class
        where oid = any (%s) and pg_catalog.has_table_privilege(oid, 'update, delete, truncate')
        """,
        [[m.relid for m in managed if m.relid]],
    ).fetchone()
    if tables and tables[0]:
        connection.execute(f"lock table {tables[0]} in access exclusive mode".encode())
    connection.execute("set local statement_timeout = 0")


@contextmanager
def _runtime_triggers(connection: psycopg.Connection, managed: list[Managed]) -> Iterator[None]:
    """Puts back triggers that were made at run time, such as a new audit partition's, on our functions."""
    rows = connection.execute(
        """
        select t.tgrelid::pg_catalog.regclass::text, pg_catalog.quote_ident(t.tgname),
          pg_catalog.pg_get_triggerdef(t.oid), t.tgenabled
        from pg_catalog.pg_trigger as t
        where t.tgfoid = any (%s) and t.oid <> all (%s) and not t.tgisinternal and t.tgparentid = 0
        order by t.tgrelid, t.tgname
        """,
        [
            [m.objid for m in managed if m.kind == "routine"],
            [m.objid for m in managed if m.kind == "trigger"],
        ],
    ).fetchall()
    modes = {"A": "enable always", "R": "enable replica", "D": "disable"}
    connection.execute("".join(f"drop trigger {name} on {table};" for table, name, _, _ in rows).encode())
    yield
    for table, name, definition, enabled in rows:
        connection.execute(definition)
        if enabled in modes:
            connection.execute(f"alter table {table} {modes[enabled]} trigger {name}".encode())


def _drop(connection: psycopg.Connection, managed: list[Managed]) -> None:
    drops = [f"revoke {m.identity}" for m in managed if m.kind == "grant"]
    drops += [f"drop {m.kind} {m.identity}" for m in managed if m.kind in {"policy", "trigger"}]
    for kind in ("view", "routine"):  # one statement each, because they may depend on one another
        identities = [m.identity for m in managed if m.kind == kind]
        if identities:
            drops.append(f"drop {kind} {', '.join(identities)}")
    try:
        connection.execute(";".join(drops).encode())
    except errors.DependentObjectsStillExist as error:
        raise DeployError(
            f"sql/: {describe(error)}\n  hint: Nothing outside sql/ may depend on what it holds."
        ) from error
    connection.execute("delete from migration.objects")


def _create(connection: psycopg.Connection, files: Mapping[str, str]) -> None:
    connection.execute("set local check_function_bodies = off")  # files come by name, not by dependency
    for name, text in files.items():
        run(connection, name, text)


def _validate(connection: psycopg.Connection, files: Mapping[str, str]) -> None:
    connection.execute("set local check_function_bodies = on")
    routines = connection.execute(
        with_live(
            """
        select p.oid, l.lanvalidator::pg_catalog.regproc::text, live.identity, p.prosrc, coalesce((
          select pg_catalog.split_part(setting, '=', 2) from pg_catalog.unnest(p.proconfig) as setting
          where setting like 'search_path=%'), '')
        from live
        join migration.objects using (kind, identity)
        join pg_catalog.pg_proc as p on p.oid = live.objid
        join pg_catalog.pg_language as l on l.oid = p.prolang
        where kind = 'routine' and l.lanvalidator <> 0
        """
        )
    ).fetchall()
    for oid, validator, identity, body, search_path in routines:
        try:
            connection.execute("select pg_catalog.set_config('search_path', %s, true)", [search_path])
            connection.execute(f"select {validator}({oid:d})".encode())
        except psycopg.Error as error:
            place = _place_of(body, error, files) or f"sql/functions: {identity}"
            raise DeployError(f"{place}: {describe(error)}") from error
    connection.execute("set local search_path = ''")


def _place_of(body: str, error: psycopg.Error, files: Mapping[str, str]) -> str | None:
    offset = int(error.diag.internal_position or 1) - 1
    for name, text in files.items():
        start = text.find(body)
        if start >= 0:
            return f"{name}:{line_at(text, start + offset)}"
    return None


def _call_hooks(connection: psycopg.Connection) -> None:
    """Functions of sql/ that keep data in step with it."""
    hooks = connection.execute(
        """
        select p.proname from pg_catalog.pg_proc as p
        where p.pronamespace = pg_catalog.to_regnamespace('private')
          and p.proname in ('refresh_callables', 'create_audit_partitions')
        order by p.proname
        """
    ).fetchall()
    for (name,) in hooks:
        try:
            connection.execute(f"select private.{name}()".encode())
        except psycopg.Error as error:
            raise DeployError(f"sql/functions/{name}.sql: {describe(error)}") from error
