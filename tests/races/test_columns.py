"""A column becomes stricter while items are written: what is stored fits it all the same."""

from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.races.contest import LEVELS, TRY_AGAIN, Caller, Move, rounds
from tests.support.server import Database

INSERT = "insert into public.items (list_id, values) values (%s, '{\"price\": 5}')"
LOOSEN = "update public.list_columns set config = '{}' where list_id = %s and key = 'price'"
TIGHTEN = "update public.list_columns set config = '{\"min\": 10}' where list_id = %s and key = 'price'"


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_no_item_slips_in_under_the_old_rules(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    row = superuser.execute("select tests.list()").fetchone()
    assert row
    properties = row[0]
    # Whoever changes columns must do it at read committed; the writer may use any level.
    callers = [
        Caller(database, "editor", people["editor"], level),
        Caller(database, "manager", people["manager"], IsolationLevel.READ_COMMITTED),
    ]

    def set_up() -> list[Move]:
        superuser.execute("delete from public.items where list_id = %s", [properties])
        superuser.execute(LOOSEN, [properties])
        return [(INSERT, [properties]), (TIGHTEN, [properties])]

    def check(outcomes: list[str]) -> None:
        row = superuser.execute(
            """
            select count(*) from public.items as i
            join public.list_columns as c on c.list_id = i.list_id and c.key = 'price'
            where i.list_id = %s and (i.values ->> 'price')::numeric < (c.config ->> 'min')::numeric
            """,
            [properties],
        ).fetchone()
        assert row == (0,), outcomes
        assert set(outcomes) <= {"done", "item_values_invalid", "column_change_refused"} | TRY_AGAIN, outcomes
        assert "done" in outcomes

    rounds(callers, set_up, check)
