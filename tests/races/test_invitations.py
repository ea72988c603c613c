"""One token, two takers: it opens once, at every isolation level."""

from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.races.contest import LEVELS, TRY_AGAIN, Caller, Move, rounds
from tests.support.server import Database

ACCEPT = "select public.accept_invitation(%s)"
REVOKE = "select public.revoke_invitation(%s, %s)"


class Invitation:
    """An invitation of the outsider to Demo, made anew for each round."""

    def __init__(self, superuser: psycopg.Connection, people: dict[str, UUID]):
        self.superuser, self.guest = superuser, people["outsider"]
        row = superuser.execute("select tests.workspace()").fetchone()
        assert row
        self.workspace: UUID = row[0]
        self.token, self.id = "", self.workspace

    def renew(self) -> None:
        self.superuser.execute(
            "delete from public.workspace_members where workspace_id = %s and user_id = %s",
            [self.workspace, self.guest],
        )
        self.superuser.execute(
            "delete from public.workspace_invitations where workspace_id = %s", [self.workspace]
        )
        row = self.superuser.execute(
            """
            select i ->> 'token', i ->> 'id'
            from public.create_invitation(%s, 'outsider@demo.example', 'editor') as i
            """,
            [self.workspace],
        ).fetchone()
        assert row
        self.token, self.id = row[0], UUID(row[1])

    def state(self) -> tuple[str, int]:
        row = self.superuser.execute(
            """
            select i.status::text, (select count(*) from public.workspace_members as m
              where m.workspace_id = i.workspace_id and m.user_id = %s)
            from public.workspace_invitations as i where i.id = %s
            """,
            [self.guest, self.id],
        ).fetchone()
        assert row
        return row[0], row[1]


@pytest.fixture
def invitation(superuser: psycopg.Connection, people: dict[str, UUID]) -> Invitation:
    return Invitation(superuser, people)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_a_token_opens_once(
    database: Database, people: dict[str, UUID], invitation: Invitation, level: IsolationLevel
) -> None:
    callers = [Caller(database, "outsider", people["outsider"], level) for _ in range(2)]

    def set_up() -> list[Move]:
        invitation.renew()
        return [(ACCEPT, [invitation.token])] * 2

    def check(outcomes: list[str]) -> None:
        assert outcomes.count("done") == 1, outcomes
        assert set(outcomes) <= {"done", "invitation_invalid"} | TRY_AGAIN, outcomes
        assert invitation.state() == ("accepted", 1)

    rounds(callers, set_up, check)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_accepted_or_revoked_but_never_both(
    database: Database, people: dict[str, UUID], invitation: Invitation, level: IsolationLevel
) -> None:
    callers = [
        Caller(database, "outsider", people["outsider"], level),
        Caller(database, "admin", people["admin"], level),
    ]

    def set_up() -> list[Move]:
        invitation.renew()
        return [(ACCEPT, [invitation.token]), (REVOKE, [invitation.workspace, invitation.id])]

    def check(outcomes: list[str]) -> None:
        assert outcomes.count("done") == 1, outcomes
        assert set(outcomes) <= {"done", "invitation_invalid", "invitation_not_found"} | TRY_AGAIN, outcomes
        assert invitation.state() == (("accepted", 1) if outcomes[0] == "done" else ("revoked", 0))

    rounds(callers, set_up, check)
