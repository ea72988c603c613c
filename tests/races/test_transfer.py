"""One owner hands the workspace to two people at once: it has one owner afterwards."""

from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.races.contest import LEVELS, LOST, TRY_AGAIN, Caller, Move, rounds
from tests.support.server import Database

TRANSFER = "select public.transfer_workspace(%s, %s)"


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_only_one_transfer_wins(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    row = superuser.execute("select tests.workspace()").fetchone()
    assert row
    workspace = row[0]
    callers = [Caller(database, "owner", people["owner"], level) for _ in range(2)]

    def set_up() -> list[Move]:
        superuser.execute(
            "update public.workspace_members set role = 'owner' where workspace_id = %s and user_id = %s",
            [workspace, people["owner"]],
        )
        superuser.execute(
            """
            update public.workspace_members set role = 'editor'
            where workspace_id = %s and user_id <> %s and role in ('owner', 'admin')
            """,
            [workspace, people["owner"]],
        )
        return [(TRANSFER, [workspace, people["admin"]]), (TRANSFER, [workspace, people["manager"]])]

    def check(outcomes: list[str]) -> None:
        owners = superuser.execute(
            "select user_id from public.workspace_members where workspace_id = %s and role = 'owner'",
            [workspace],
        ).fetchall()
        if outcomes.count("done") == 1:
            assert owners == [(people[("admin", "manager")[outcomes.index("done")]],)], outcomes
        else:
            assert set(outcomes) <= TRY_AGAIN and owners == [(people["owner"],)], outcomes
        assert set(outcomes) <= {"done"} | LOST | TRY_AGAIN, outcomes

    rounds(callers, set_up, check)
