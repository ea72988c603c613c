"""Two who link, trash and compute at the same moment."""

from typing import LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.races.contest import LEVELS, TRY_AGAIN, Caller, Move, rounds
from tests.support.server import Database

PREPARE = """
create table tests.ids (name text primary key, id uuid);
grant select on tests.ids to public;
grant usage on schema tests to public;
create function tests.id(name text) returns uuid language sql stable
  as $$ select i.id from tests.ids as i where i.name = id.name $$;
with made as (insert into public.lists (workspace_id, name) values (tests.workspace(), 'Agents'),
  (tests.workspace(), 'Sales') returning lower(name), id)
insert into tests.ids select * from made;
with made as (insert into public.list_columns (list_id, name, type)
  values (tests.id('agents'), 'Size', 'number'), (tests.id('sales'), 'Price', 'number') returning key, id)
insert into tests.ids select * from made;
with made as (
  insert into public.list_columns (list_id, key, name, type, config)
  select tests.id('sales'), cardinality || on_delete, cardinality || on_delete, 'relation',
    jsonb_build_object('target_list_id', tests.id('agents'),
      'cardinality', cardinality, 'on_delete', on_delete)
  from unnest(array['many_to_one', 'one_to_many', 'one_to_one', 'many_to_many'],
    array['unlink', 'unlink', 'unlink', 'restrict']) as u (cardinality, on_delete)
  returning key, id
)
insert into tests.ids select * from made;
with made as (insert into public.items (list_id, values) select list_id, jsonb_build_object(key, n)
  from public.list_columns as c cross join generate_series(1, 2) as n
  where c.key in ('size', 'price') and c.list_id in (tests.id('agents'), tests.id('sales'))
  returning list_id, values, id)
insert into tests.ids select case when values ? 'size' then 'agent ' || (values ->> 'size')
  else 'sale ' || (values ->> 'price') end, id from made;
"""
LINK: LiteralString = (
    "insert into public.links (column_id, item_id, target_item_id) "
    "values (tests.id(%s), tests.id(%s), tests.id(%s))"
)
ADD: LiteralString = "select public.add_links(tests.id(%s), %s, jsonb_build_array(tests.id(%s)))"
REPLACE: LiteralString = "select public.replace_links(tests.id(%s), %s, jsonb_build_array(tests.id(%s)))"
TRASH: LiteralString = "update public.items set deleted_at = now() where id = tests.id('agent 1')"
SET: LiteralString = "update public.list_columns set config = %s where id = tests.id(%s)"


@pytest.fixture
def prepared(superuser: psycopg.Connection) -> psycopg.Connection:
    """Two agents, two sales and relations between them, found by tests.id(name)."""
    superuser.execute(PREPARE)
    return superuser


def _count(connection: psycopg.Connection, query: LiteralString) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


PAIRS = {
    "many_to_one": (("sale 1", "agent 1"), ("sale 1", "agent 2")),
    "one_to_many": (("sale 1", "agent 1"), ("sale 2", "agent 1")),
    "one_to_one": (("sale 1", "agent 1"), ("sale 1", "agent 2")),
}


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
@pytest.mark.parametrize("cardinality", PAIRS)
@pytest.mark.parametrize("move", [LINK, ADD], ids=["insert", "function"])
def test_one_of_two_links_it(
    database: Database,
    prepared: psycopg.Connection,
    people: dict[str, UUID],
    level: IsolationLevel,
    cardinality: str,
    move: LiteralString,
) -> None:
    callers = [Caller(database, name, people[name], level) for name in ("editor", "manager")]
    column = cardinality + "unlink"

    def set_up() -> list[Move]:
        prepared.execute("delete from public.links")
        return [
            (move, [column, item, target] if move is LINK else [item, column, target])
            for item, target in PAIRS[cardinality]
        ]

    def check(outcomes: list[str]) -> None:
        assert _count(prepared, "select count(*) from public.links") == 1, outcomes
        assert outcomes.count("done") == 1, outcomes
        assert set(outcomes) <= {"done", "links_one_target_key", "links_one_source_key"} | TRY_AGAIN

    rounds(callers, set_up, check, 40)


def test_two_who_replace_leave_what_one_of_them_sent(
    database: Database, prepared: psycopg.Connection, people: dict[str, UUID]
) -> None:
    callers = [
        Caller(database, name, people[name], IsolationLevel.READ_COMMITTED) for name in ("editor", "manager")
    ]

    def set_up() -> list[Move]:
        prepared.execute("delete from public.links")
        return [(REPLACE, ["sale 1", "many_to_oneunlink", agent]) for agent in ("agent 1", "agent 2")]

    def check(outcomes: list[str]) -> None:
        assert outcomes == ["done", "done"]
        assert _count(prepared, "select count(*) from public.links") == 1

    rounds(callers, set_up, check, 60)


@pytest.mark.parametrize("linker", LEVELS, ids=lambda level: level.name.lower())
def test_nothing_that_is_linked_slips_into_the_trash(
    database: Database, prepared: psycopg.Connection, people: dict[str, UUID], linker: IsolationLevel
) -> None:
    # Whoever trashes what others are linked to does it at read committed; who links may use any level.
    callers = [
        Caller(database, "editor", people["editor"], linker),
        Caller(database, "manager", people["manager"], IsolationLevel.READ_COMMITTED),
    ]

    def set_up() -> list[Move]:
        prepared.execute("delete from public.links")
        prepared.execute("update public.items set deleted_at = null where deleted_at is not null")
        return [(LINK, ["many_to_manyrestrict", "sale 1", "agent 1"]), (TRASH, [])]

    def check(outcomes: list[str]) -> None:
        assert not _count(
            prepared,
            "select count(*) from public.links as k join public.items as i on i.id = k.target_item_id "
            "where i.deleted_at is not null",
        ), outcomes
        assert "done" in outcomes
        assert set(outcomes) <= {"done", "item_is_linked", "link_invalid"} | TRY_AGAIN, outcomes

    rounds(callers, set_up, check, 60)


def test_the_trash_refuses_a_level_at_which_it_cannot_see(
    database: Database, prepared: psycopg.Connection, people: dict[str, UUID]
) -> None:
    caller = Caller(database, "editor", people["editor"], IsolationLevel.REPEATABLE_READ)
    with pytest.raises(psycopg.errors.FeatureNotSupported) as refused:
        caller.connection.execute(TRASH)
    assert refused.value.diag.constraint_name == "trash_needs_read_committed"
    caller.connection.close()


def test_two_halves_of_a_circle_do_not_meet(
    database: Database, prepared: psycopg.Connection, people: dict[str, UUID]
) -> None:
    prepared.execute(
        "with made as (insert into public.list_columns (list_id, key, name, type, config) values "
        "(tests.id('agents'), 'back', 'Back', 'relation', "
        "  jsonb_build_object('inverse_of', tests.id('many_to_manyrestrict'))), "
        "(tests.id('agents'), 'total', 'Total', 'rollup', %(of_agent)s), "
        "(tests.id('sales'), 'twice', 'Twice', 'rollup', %(of_sale)s) returning key, id) "
        "insert into tests.ids select * from made",
        {
            "of_agent": '{"relation": "back", "field": "price", "function": "sum"}',
            "of_sale": '{"relation": "many_to_manyrestrict", "field": "size", "function": "sum"}',
        },
    )
    callers = [
        Caller(database, name, people[name], IsolationLevel.READ_COMMITTED) for name in ("manager", "admin")
    ]
    total = '{"relation": "back", "field": "%s", "function": "sum"}'
    twice = '{"relation": "many_to_manyrestrict", "field": "%s", "function": "sum"}'

    def set_up() -> list[Move]:
        prepared.execute(SET, [total % "price", "total"])
        prepared.execute(SET, [twice % "size", "twice"])
        return [(SET, [total % "twice", "total"]), (SET, [twice % "total", "twice"])]

    def check(outcomes: list[str]) -> None:
        assert sorted(outcomes) == ["column_cycle", "done"]

    rounds(callers, set_up, check, 40)
