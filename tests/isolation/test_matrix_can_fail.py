"""The matrix is worth something: whatever opens or shuts a door in a clone turns it red."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import psycopg
import pytest

from deedbook.deploy import Files
from tests.isolation import test_matrix
from tests.isolation import world as worlds
from tests.isolation.engine import Engine
from tests.isolation.expected import FUNCTIONS
from tests.support.server import TestServer

Mutant = Callable[[str], AbstractContextManager[Engine]]

PERSONAS = ("owner", "admin", "editor", "member", "outsider", "anon", "service_role", "worker")

# Table whose cells must turn red, and the change.
GRANTS = (
    ("private.sessions", "grant select on private.sessions to authenticated"),
    ("private.invitation_tokens", "grant select on private.invitation_tokens to service_role"),
    ("audit.events_rest", "grant select on audit.events_rest to service_role"),
    (
        "public.workspace_members",
        "grant update (role) on public.workspace_members to service_role, authenticated",
    ),
    ("public.imports", "grant delete on public.imports to service_role"),
    ("public.items", "grant truncate on public.items to authenticated"),
    ("public.items", "revoke select on public.items from authenticated"),
    ("public.items", "revoke update (values) on public.items from authenticated"),
    ("public.items", "alter table public.items disable row level security"),
    ("public.audit_log", "alter view public.audit_log set (security_invoker = false)"),
    (
        "public.items",
        "update public.capabilities set minimum_role = 'member' where capability = 'items.write'",
    ),
    ("public.items", "drop trigger _100_prepare on public.items"),
)

# Function whose cells must turn red, and the change.
FUNCTION_CHANGES = (
    ("private.member_role", "grant execute on function private.member_role(uuid, uuid) to authenticated"),
    ("private.begin_login", "grant execute on function private.begin_login(text, text) to anon"),
    ("public.get_item", "revoke execute on function public.get_item(uuid) from authenticated"),
    ("public.get_item", "alter function public.get_item(uuid) security definer"),
    ("public.find_workspaces", "alter function public.find_workspaces() security definer"),
    (
        "public.find_members",
        "create or replace function private.check_capability(workspace_id uuid, capability text) "
        "returns void language sql security definer as ''",
    ),
    (
        "public.get_workspace",
        "create or replace function private.is_trusted() returns boolean language sql as 'select true'",
    ),
)


def _policies() -> list[str]:
    names = []
    for text in Files.of_release().replaceable().values():
        for line in text.splitlines():
            if line.startswith("create policy"):
                _, _, policy, _, table, *_ = line.split()
                names.append(f"{table} {policy}")
    return names


@pytest.fixture(scope="module")
def mutant(server: TestServer) -> Iterator[Mutant]:
    """`with mutant(sql) as engine`: the matrix over a clone in which something was changed."""
    original = server.clone()
    with psycopg.connect(original.superuser_url) as connection:
        world = worlds.build(connection)

    @contextmanager
    def make(change: str) -> Iterator[Engine]:
        database = server.clone(original.name)
        with psycopg.connect(database.superuser_url) as connection:
            connection.execute(change.encode())
            connection.commit()
            yield Engine(replace(world, connection=connection))
        server.drop(database)

    yield make
    server.drop(original)


def _red(engine: Engine, table: str) -> list[str]:
    tables = [t for t in engine.tables if t.name == table]
    assert tables
    return engine.run_tables([engine.world.personas[name] for name in PERSONAS], tables)


def _opened(command: str) -> str:
    return {"insert": "with check (true)", "update": "using (true) with check (true)"}.get(
        command, "using (true)"
    )


@pytest.mark.parametrize("policy", _policies())
def test_each_policy(mutant: Mutant, policy: str) -> None:
    table, name = policy.split()
    with mutant("") as engine:
        row = engine.connection.execute(
            "select lower(cmd), coalesce(qual, with_check) = 'true' from pg_policies "
            "where schemaname || '.' || tablename = %s and policyname = %s",
            [table, name],
        ).fetchone()
        assert row is not None
        command, is_open = row
        if not is_open:
            engine.connection.execute(f"alter policy {name} on {table} {_opened(command)}".encode())
            engine.connection.commit()
            assert _red(engine, table), f"nobody notices when {name} on {table} is true for everybody"
        engine.connection.execute(f"drop policy {name} on {table}".encode())
        engine.connection.commit()
        assert _red(engine, table), f"nobody notices when {name} on {table} is gone"


@pytest.mark.parametrize(("table", "change"), GRANTS)
def test_rights_on_tables(mutant: Mutant, table: str, change: str) -> None:
    with mutant(change) as engine:
        assert _red(engine, table)


@pytest.mark.parametrize(("function", "change"), FUNCTION_CHANGES)
def test_rights_on_functions(mutant: Mutant, function: str, change: str) -> None:
    with mutant(change) as engine:
        personas = [engine.world.personas[name] for name in PERSONAS]
        assert engine.run_functions(personas, FUNCTIONS, only=function)


def test_without_a_change_it_is_green(mutant: Mutant) -> None:
    with mutant("") as engine:
        assert not _red(engine, "public.items")
        assert not engine.run_functions([engine.world.personas["member"]], FUNCTIONS)


@pytest.mark.parametrize(
    "change",
    [
        "create table public.surprise (id uuid)",
        "create view public.surprise as select 1 as id",
        "create table private.surprise (id uuid)",
    ],
)
def test_a_new_table_without_a_line(mutant: Mutant, change: str) -> None:
    with mutant(change) as engine, pytest.raises(AssertionError, match="surprise"):
        test_matrix.test_every_table_and_view_has_a_line(engine)


@pytest.mark.parametrize(
    "change",
    [
        "create function public.surprise() returns integer language sql return 1",
        "create function private.surprise() returns integer language sql return 1; "
        "grant execute on function private.surprise() to authenticated",
    ],
)
def test_a_new_function_without_a_line(mutant: Mutant, change: str) -> None:
    with mutant(change) as engine, pytest.raises(AssertionError, match="surprise"):
        test_matrix.test_every_function_for_clients_has_a_line(engine)


def test_what_is_gone_has_no_line(mutant: Mutant) -> None:
    with mutant("drop view public.audit_log") as engine, pytest.raises(AssertionError, match="is gone"):
        test_matrix.test_every_table_and_view_has_a_line(engine)
