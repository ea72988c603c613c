"""Numbers come once, whoever writes at the same moment; columns that are added at once are both there."""

from typing import LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.races.contest import LEVELS, TRY_AGAIN, Caller, Move, rounds
from tests.support.server import Database

INSERT: LiteralString = (
    "insert into public.items (list_id, values) select tests.list(), '{}' from generate_series(1, 5)"
)
NUMBER: LiteralString = (
    "insert into public.list_columns (list_id, name, type) values (tests.list(), 'No', 'auto_number')"
)
ADD: LiteralString = (
    "insert into public.list_columns (list_id, name, type) "
    "values (tests.list(), 'C' || gen_random_uuid(), 'number')"
)


def _check_numbers(superuser: psycopg.Connection, is_numbered: bool) -> None:
    row = superuser.execute(
        "select count(*), count(number), count(distinct number) from public.items "
        "where list_id = tests.list()"
    ).fetchone()
    assert row is not None
    assert row[0] == row[1] == row[2] if is_numbered else row[1] == 0, row


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_two_writers_share_no_number_and_none_waits(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    superuser.execute(NUMBER)
    callers = [Caller(database, name, people[name], level) for name in ("editor", "manager")]

    def check(outcomes: list[str]) -> None:
        assert outcomes == ["done", "done"]
        _check_numbers(superuser, True)

    rounds(callers, lambda: [(INSERT, []), (INSERT, [])], check, 50)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_items_written_while_the_column_comes_have_numbers(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    callers = [
        Caller(database, "editor", people["editor"], level),
        Caller(database, "manager", people["manager"], IsolationLevel.READ_COMMITTED),
    ]

    def set_up() -> list[Move]:
        superuser.execute("delete from public.lists where id = tests.list()")
        superuser.execute(
            "insert into public.lists (workspace_id, name) values (tests.workspace(), 'Properties')"
        )
        superuser.execute(INSERT)
        return [(INSERT, []), (NUMBER, [])]

    def check(outcomes: list[str]) -> None:
        assert outcomes[1] == "done"
        assert outcomes[0] in {"done"} | TRY_AGAIN, outcomes
        _check_numbers(superuser, True)

    rounds(callers, set_up, check, 50)


def test_two_columns_at_once_are_both_compiled(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID]
) -> None:
    callers = [
        Caller(database, name, people[name], IsolationLevel.READ_COMMITTED) for name in ("manager", "admin")
    ]

    def check(outcomes: list[str]) -> None:
        assert outcomes == ["done", "done"]
        superuser.execute(
            "insert into public.items (list_id, values) select tests.list(), jsonb_object_agg(c.key, 1) "
            "from public.list_columns as c where c.list_id = tests.list() and c.key like 'c%'"
        )

    rounds(callers, lambda: [(ADD, []), (ADD, [])], check, 50)
