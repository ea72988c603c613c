"""Two owners who go at the same moment: one stays, at every isolation level and by every way out."""

from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.races.contest import LEVELS, LOST, TRY_AGAIN, Caller, Move, rounds
from tests.support.server import Database

LEAVE = "select public.leave_workspace(%s)"
DEMOTE = "select public.update_member(%s, %s, 'member')"
DELETE = "delete from public.workspace_members where workspace_id = %s and user_id = %s"
UPDATE = "update public.workspace_members set role = 'member' where workspace_id = %s and user_id = %s"


class Owners:
    """The workspace of a test with its two owners, owner and admin."""

    def __init__(self, superuser: psycopg.Connection, people: dict[str, UUID]):
        self.superuser = superuser
        row = superuser.execute("select tests.workspace()").fetchone()
        assert row
        self.workspace: UUID = row[0]
        self.first, self.second = people["owner"], people["admin"]

    def restore(self) -> None:
        self.superuser.execute(
            """
            insert into public.workspace_members (workspace_id, user_id, role)
            select %s, u, 'owner' from unnest(%s::uuid[]) as u
            on conflict (workspace_id, user_id) do update set role = 'owner'
            """,
            [self.workspace, [self.first, self.second]],
        )

    def count(self) -> tuple[int, int]:
        row = self.superuser.execute(
            """
            select
              (select count(*) from public.workspace_members as m
                where m.workspace_id = w.id and m.role = 'owner'),
              w.owner_count
            from public.workspaces as w where w.id = %s
            """,
            [self.workspace],
        ).fetchone()
        assert row
        return row[0], row[1]

    def check(self, outcomes: list[str]) -> None:
        counted, kept = self.count()
        assert counted == kept >= 1, outcomes
        assert outcomes.count("done") == 1 or set(outcomes) <= TRY_AGAIN, outcomes
        assert set(outcomes) <= {"done"} | LOST | TRY_AGAIN, outcomes


@pytest.fixture
def owners(superuser: psycopg.Connection, people: dict[str, UUID]) -> Owners:
    return Owners(superuser, people)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
@pytest.mark.parametrize(
    "way",
    ["both leave", "both demote themselves", "each demotes the other", "service role deletes and updates"],
)
def test_two_owners_cannot_both_go(
    database: Database, owners: Owners, level: IsolationLevel, way: str
) -> None:
    w, first, second = owners.workspace, owners.first, owners.second
    moves: list[Move] = {
        "both leave": [(LEAVE, [w]), (LEAVE, [w])],
        "both demote themselves": [(DEMOTE, [w, first]), (DEMOTE, [w, second])],
        "each demotes the other": [(DEMOTE, [w, second]), (DEMOTE, [w, first])],
        "service role deletes and updates": [(DELETE, [w, first]), (UPDATE, [w, second])],
    }[way]
    if way.startswith("service role"):
        callers = [Caller(database, None, None, level) for _ in range(2)]
    else:
        callers = [Caller(database, "owner", first, level), Caller(database, "admin", second, level)]

    def set_up() -> list[Move]:
        owners.restore()
        return moves

    rounds(callers, set_up, owners.check)


def test_the_race_is_lost_without_the_rule(database: Database, owners: Owners) -> None:
    """Shows that these tests can fail: without the check, both owners go."""
    owners.superuser.execute("alter table public.workspaces drop constraint workspace_keeps_an_owner")
    callers = [Caller(database, None, None, IsolationLevel.READ_COMMITTED) for _ in range(2)]
    left: list[int] = []

    def set_up() -> list[Move]:
        owners.restore()
        return [(DELETE, [owners.workspace, owners.first]), (DELETE, [owners.workspace, owners.second])]

    rounds(callers, set_up, lambda _: left.append(owners.count()[0]), count=5)
    assert 0 in left
