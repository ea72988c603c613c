"""Two on the same deal, contact or stage at the same moment, at every isolation level."""

from collections.abc import Sequence
from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.races.contest import LEVELS, TRY_AGAIN, Caller, Move, rounds
from tests.support.server import Database

COUNT = 12  # each is a round of two connections that hold a snapshot each before they move


def _callers(
    database: Database, people: dict[str, UUID], names: Sequence[str], level: IsolationLevel
) -> list[Caller]:
    return [Caller(database, name, people[name], level) for name in names]


def _new_deal(superuser: psycopg.Connection, **fields: object) -> UUID:
    row = superuser.execute(
        "insert into public.deals (workspace_id, title, owner_id, contact_id, status, amount) "
        "values (tests.workspace(), 'Race', tests.person('member'), %(contact)s, %(status)s, 5) returning id",
        {"contact": None, "status": "in_progress"} | fields,
    ).fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


def _state(superuser: psycopg.Connection, deal: UUID) -> tuple[str, str]:
    row = superuser.execute("select status, stage from public.deals where id = %s", [deal]).fetchone()
    assert row is not None
    return row[0], row[1]


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_two_moves_forward_never_add_up_to_one_back(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    deals: list[UUID] = []

    def set_up() -> Sequence[Move]:
        deals.append(_new_deal(superuser))
        far = "update public.deals set stage = 'negotiation' where id = %s"
        near = "update public.deals set stage = 'proposal' where id = %s"
        return [(far, [deals[-1]]), (near, [deals[-1]])]

    def check(outcomes: list[str]) -> None:
        far, near = outcomes
        assert far in {"done", *TRY_AGAIN} and near in {"done", "deal_move_forbidden", *TRY_AGAIN}
        stage = _state(superuser, deals[-1])[1]
        assert stage == ("negotiation" if far == "done" else "proposal")
        backward = superuser.execute(
            "select count(*) from public.activities where deal_id = %s and type = 'stage_changed' "
            "and payload ->> 'from' = 'negotiation'",
            [deals[-1]],
        ).fetchone()
        assert backward == (0,)

    rounds(_callers(database, people, ("member", "editor"), level), set_up, check, COUNT)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_a_deal_is_won_or_lost_but_never_both(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    deals: list[UUID] = []

    def set_up() -> Sequence[Move]:
        deals.append(_new_deal(superuser))
        win = "update public.deals set status = 'won' where id = %s"
        lose = 'select public.update_deal(%s, \'{"status": "lost"}\')'
        return [(win, [deals[-1]]), (lose, [deals[-1]])]

    def check(outcomes: list[str]) -> None:
        assert sorted(outcomes)[1] in {"done", "deal_move_illegal"} | TRY_AGAIN
        assert outcomes.count("done") == 1, outcomes
        assert _state(superuser, deals[-1]) == ("won" if outcomes[0] == "done" else "lost", "closed")

    rounds(_callers(database, people, ("member", "editor"), level), set_up, check, COUNT)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_of_two_who_saw_the_same_version_one_is_told(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    deals: list[UUID] = []

    def set_up() -> Sequence[Move]:
        deals.append(_new_deal(superuser))
        return [
            ("select public.update_deal(%s, '{\"amount\": 6}', 1)", [deals[-1]]),
            ("select public.update_deal(%s, '{\"amount\": 7}', 1)", [deals[-1]]),
        ]

    def check(outcomes: list[str]) -> None:
        assert outcomes.count("done") == 1, outcomes
        assert set(outcomes) <= {"done", "version_conflict", *TRY_AGAIN}

    rounds(_callers(database, people, ("member", "editor"), level), set_up, check, COUNT)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_no_contact_goes_to_the_trash_under_a_new_deal(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    def set_up() -> Sequence[Move]:
        row = superuser.execute(
            "insert into public.contacts (workspace_id, name) values (tests.workspace(), 'Ada') "
            "returning id, workspace_id"
        ).fetchone()
        assert row is not None
        return [
            ("update public.contacts set deleted_at = now() where id = %s", [row[0]]),
            (
                "insert into public.deals (workspace_id, contact_id, title) values (%s, %s, 'x')",
                [row[1], row[0]],
            ),
        ]

    def check(outcomes: list[str]) -> None:
        trashed, made = outcomes
        assert trashed in {"done", "contact_has_deals", *TRY_AGAIN}
        assert made in {"done", "contact_in_trash", "contact_has_deals", *TRY_AGAIN}
        orphans = superuser.execute(
            "select count(*) from public.deals as d join public.contacts as c on c.id = d.contact_id "
            "where c.deleted_at is not null and d.deleted_at is null"
        ).fetchone()
        wrong = superuser.execute(
            "select count(*) from public.contacts as c where c.deal_count <> (select count(*) "
            "from public.deals as d where d.contact_id = c.id and d.deleted_at is null)"
        ).fetchone()
        assert (orphans, wrong) == ((0,), (0,))

    rounds(_callers(database, people, ("manager", "editor"), level), set_up, check, COUNT)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_no_stage_goes_from_under_a_deal(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    def set_up() -> Sequence[Move]:
        deal = _new_deal(superuser)
        row = superuser.execute(
            "insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position) "
            "select d.workspace_id, d.pipeline_id, 'more' || n, 'More', 9 from public.deals as d, "
            "(select count(*) as n from public.deals) as c where d.id = %s returning id, key",
            [deal],
        ).fetchone()
        assert row is not None
        return [
            ("delete from public.pipeline_stages where id = %s", [row[0]]),
            ("update public.deals set stage = %s where id = %s", [row[1], deal]),
        ]

    def check(outcomes: list[str]) -> None:
        deleted, moved = outcomes
        assert deleted in {"done", "stage_in_use", "deals_stage_fkey", *TRY_AGAIN}, outcomes
        assert moved in {"done", "stage_unknown", "deal_move_illegal", "deals_stage_fkey", *TRY_AGAIN}
        assert outcomes.count("done") == 1, outcomes

    rounds(_callers(database, people, ("admin", "editor"), level), set_up, check, COUNT)
