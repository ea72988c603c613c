"""One value, two writers: one of them has it."""

from typing import LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.races.contest import LEVELS, TRY_AGAIN, Caller, Move, rounds
from tests.support.server import Database

INSERT: LiteralString = (
    'insert into public.items (list_id, values) values (tests.list(), \'{"address": "taken"}\')'
)
TWO: LiteralString = (
    "insert into public.items (list_id, values) select tests.list(), v::jsonb "
    'from unnest(array[\'{"address": "taken"}\', \'{"address": "other"}\']) as v'
)
OTHER_WAY: LiteralString = (
    "insert into public.items (list_id, values) select tests.list(), v::jsonb "
    'from unnest(array[\'{"address": "other"}\', \'{"address": "taken"}\']) as v'
)
CHANGE: LiteralString = (
    'update public.items set values = values || \'{"address": "taken"}\' '
    "where list_id = tests.list() and values ->> 'address' = 'first'"
)
RESTORE: LiteralString = (
    "update public.items set deleted_at = null "
    "where list_id = tests.list() and values ->> 'address' = 'taken'"
)
TURN_ON: LiteralString = (
    "update public.list_columns set is_unique = true where list_id = tests.list() and key = 'address'"
)
PAIRS = {
    "two inserts": (INSERT, INSERT),
    "two batches, in another order": (TWO, OTHER_WAY),
    "a change and an insert": (CHANGE, INSERT),
    "a restored item and an insert": (RESTORE, INSERT),
}


@pytest.fixture
def prepared(superuser: psycopg.Connection) -> psycopg.Connection:
    """Callers of these tests name the list by tests.list()."""
    superuser.execute("grant usage on schema tests to public")
    return superuser


def _empty(superuser: psycopg.Connection, is_unique: bool) -> None:
    superuser.execute("delete from public.items where list_id = tests.list()")
    superuser.execute(
        "update public.list_columns set is_unique = %s where list_id = tests.list() and key = 'address'",
        [is_unique],
    )
    superuser.execute(
        'insert into public.items (list_id, values) values (tests.list(), \'{"address": "first"}\')'
    )


def _count(superuser: psycopg.Connection) -> tuple[int, int]:
    row = superuser.execute(
        "select count(*), count(distinct values ->> 'address') from public.items "
        "where list_id = tests.list() and deleted_at is null"
    ).fetchone()
    assert row is not None
    return row[0], row[1]


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
@pytest.mark.parametrize("pair", PAIRS)
def test_one_of_two_has_it(
    database: Database,
    prepared: psycopg.Connection,
    people: dict[str, UUID],
    level: IsolationLevel,
    pair: str,
) -> None:
    callers = [Caller(database, name, people[name], level) for name in ("editor", "manager")]

    def set_up() -> list[Move]:
        _empty(prepared, True)
        if RESTORE in PAIRS[pair]:
            prepared.execute(
                "insert into public.items (list_id, workspace_id, values, deleted_at) "
                'values (tests.list(), tests.workspace(), \'{"address": "taken"}\', now())'
            )
        return [(move, []) for move in PAIRS[pair]]

    def check(outcomes: list[str]) -> None:
        items, values = _count(prepared)
        assert items == values, outcomes
        assert outcomes.count("done") == 1, outcomes
        assert "40P01" not in outcomes, outcomes  # values are taken in one order
        assert set(outcomes) <= {"done", "unique_value"} | TRY_AGAIN, outcomes

    rounds(callers, set_up, check, 50)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_no_value_slips_in_while_a_column_becomes_unique(
    database: Database, prepared: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    callers = [
        Caller(database, "editor", people["editor"], level),
        Caller(database, "manager", people["manager"], IsolationLevel.READ_COMMITTED),
    ]

    def set_up() -> list[Move]:
        _empty(prepared, False)
        prepared.execute(INSERT)
        return [(INSERT, []), (TURN_ON, [])]

    def check(outcomes: list[str]) -> None:
        items, values = _count(prepared)
        inserted, turned_on = outcomes
        assert not (inserted == turned_on == "done"), outcomes
        assert items == values or turned_on == "column_not_unique", outcomes
        assert set(outcomes) <= {"done", "unique_value", "column_not_unique"} | TRY_AGAIN, outcomes

    rounds(callers, set_up, check, 50)
