"""Hypothesis plays members of every role against the model: no walk ends in a state that may not be."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, ClassVar, LiteralString
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.crm.model import ENDS, ROLES, STAGES, ModelDeal, change, create, may_change
from tests.support import people
from tests.support.server import TestServer

STATUSES = ("new", "in_progress", "won", "lost")
BEGINNING = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(STATUSES),
        "stage": st.sampled_from(STAGES),
        "amount": st.sampled_from((None, 0, 5)),
    },
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(STATUSES),
        "stage": st.sampled_from(STAGES),
        "amount": st.sampled_from((None, 0, 5, 7)),
        "lost_reason": st.sampled_from((None, "Price")),
    },
)
KEEPING: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


class Players:
    """A connection and, for each role, the claims of the person who has it."""

    def __init__(self, connection: psycopg.Connection, workspace: UUID, ids: dict[str, UUID]) -> None:
        self.connection = connection
        self.workspace = workspace
        self.ids = ids

    def play(self, role: str, statement: LiteralString, *values: object) -> tuple[Any, str | None]:
        """The rows of a statement, or the name of the refusal."""
        claims = json.dumps(people.claims(self.ids[role], role), default=str)
        try:
            with self.connection.transaction():
                self.connection.execute(
                    "select set_config('role', 'authenticated', true), "
                    "set_config('request.jwt.claims', %s, true)",
                    [claims],
                )
                return self.connection.execute(statement, values).fetchall(), None
        except psycopg.Error as error:
            return None, error.diag.constraint_name or error.sqlstate

    def see(self, statement: LiteralString, *values: object) -> list[Any]:
        """Rows as the owner of the database sees them."""
        return self.connection.execute(statement, values).fetchall()


class DealWalk(RuleBasedStateMachine):
    """Deals, and what becomes of them."""

    players: ClassVar[Players]
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.players.connection.execute("delete from public.deals")
        self.deals: dict[UUID, ModelDeal] = {}

    def _pick(self, n: int) -> UUID | None:
        return list(self.deals)[n % len(self.deals)] if self.deals else None

    @rule(role=st.sampled_from(ROLES), fields=BEGINNING)
    def begin(self, role: str, fields: dict[str, Any]) -> None:
        """Somebody makes a deal."""
        type(self).steps += 1
        columns = ", ".join(fields)
        rows, refusal = self.players.play(
            role,
            f"insert into public.deals (workspace_id, title{columns and ', ' + columns}) "
            f"values (%s, 'Deal'{', %s' * len(fields)}) returning id",
            self.players.workspace,
            *fields.values(),
        )
        expected = create(role, fields)
        if isinstance(expected, ModelDeal):
            assert refusal is None
            self.deals[rows[0][0]] = expected
        else:
            assert refusal == expected

    @rule(role=st.sampled_from(ROLES), n=st.integers(0, 20), changes=CHANGES, by_function=st.booleans())
    def change_one(self, role: str, n: int, changes: dict[str, Any], by_function: bool) -> None:
        """Somebody changes a deal, in the table or through the function of the API."""
        key = self._pick(n)
        if key is None or not changes:
            return
        type(self).steps += 1
        old = self.deals[key]
        if by_function:
            rows, refusal = self.players.play(
                role, "select public.update_deal(%s, %s)", key, json.dumps(changes)
            )
        else:
            rows, refusal = self._update(role, [key], changes)
        if not may_change(role, old):
            assert (refusal == "record_not_own") if by_function else (refusal, rows) == (None, [])
            return
        expected = change(role, old, changes)
        if isinstance(expected, ModelDeal):
            assert refusal is None, (role, old, changes)
            self.deals[key] = expected
        else:
            assert refusal == expected, (role, old, changes)

    @rule(role=st.sampled_from(ROLES), changes=CHANGES)
    def change_all(self, role: str, changes: dict[str, Any]) -> None:
        """Somebody changes every deal in one statement: one that may not holds up all."""
        reached = [key for key, deal in self.deals.items() if may_change(role, deal)]
        if not reached or not changes:
            return
        type(self).steps += 1
        _, refusal = self._update(role, list(self.deals), changes)
        expected = {key: change(role, self.deals[key], changes) for key in reached}
        problems = {problem for problem in expected.values() if isinstance(problem, str)}
        if problems:
            assert refusal in problems
        else:
            assert refusal is None
            self.deals |= {key: deal for key, deal in expected.items() if isinstance(deal, ModelDeal)}

    @rule(
        role=st.sampled_from(ROLES),
        n=st.integers(0, 20),
        owner=st.sampled_from((*ROLES, None)),
        trashed=st.booleans(),
    )
    def hand_over(self, role: str, n: int, owner: str | None, trashed: bool) -> None:
        """Somebody gives a deal to another, trashes or restores it."""
        key = self._pick(n)
        if key is None:
            return
        type(self).steps += 1
        rows, refusal = self.players.play(
            role,
            "update public.deals set owner_id = %s, deleted_at = case when %s then now() end "
            "where id = %s returning id",
            owner and self.players.ids[owner],
            trashed,
            key,
        )
        old = self.deals[key]
        if not may_change(role, old):
            assert (refusal, rows) == (None, [])
            return
        expected = change(role, old, {"owner": owner, "is_trashed": trashed})
        if isinstance(expected, ModelDeal):
            assert refusal is None
            self.deals[key] = expected
        else:
            assert refusal == expected

    def _update(self, role: str, keys: list[UUID], changes: dict[str, Any]) -> tuple[Any, str | None]:
        assignments = ", ".join(f"{column} = %s" for column in changes)
        return self.players.play(
            role,
            f"update public.deals set {assignments} where id = any (%s) returning id",
            *changes.values(),
            keys,
        )

    @invariant()
    def is_as_the_model_says(self) -> None:
        """What is stored is what the model has, and nothing that may not be."""
        names = {identifier: name for name, identifier in self.players.ids.items()}
        stored = {
            row[0]: ModelDeal(
                names.get(row[1]), row[2], row[3], row[4] and int(row[4]), row[5], is_trashed=row[6]
            )
            for row in self.players.see(
                "select id, owner_id, status, stage, amount, lost_reason, deleted_at is not null "
                "from public.deals"
            )
        }
        assert {key: replace_zero(deal) for key, deal in stored.items()} == {
            key: replace_zero(deal) for key, deal in self.deals.items()
        }
        assert all(deal.is_legal for deal in stored.values())

    def teardown(self) -> None:
        """The timeline of every deal leads from its beginning to where it stands, without a gap."""
        for key, deal in self.deals.items():
            for field in ("status", "stage"):
                rows = self.players.see(
                    "select payload ->> %s, payload ->> 'from', payload ->> 'to' from public.activities "
                    "where deal_id = %s and type in ('deal_created', %s) order by id",
                    field,
                    key,
                    f"{field}_changed",
                )
                places = [rows[0][0], *(to for _, _, to in rows[1:])]
                assert [came for _, came, _ in rows[1:]] == places[:-1]
                assert places[-1] == getattr(deal, field)
                assert all(a != b and a not in (*ENDS, "closed") for a, b in pairwise(places))


def replace_zero(deal: ModelDeal) -> ModelDeal:
    """0 and nothing are not told apart by what reads them here."""
    return ModelDeal(deal.owner, deal.status, deal.stage, deal.amount or 0, deal.lost_reason, deal.is_trashed)


@pytest.fixture(scope="module")
def players(server: TestServer) -> Iterator[Players]:
    """A workspace with a person of every role."""
    database = server.clone()
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        row = connection.execute("select tests.workspace()").fetchone()
        assert row is not None
        yield Players(connection, row[0], people.ids(connection))
    server.drop(database)


def _walk(players: Players, examples: int, steps: int) -> int:
    DealWalk.players, DealWalk.steps = players, 0
    limits = settings(max_examples=examples, stateful_step_count=steps, **KEEPING)
    run_state_machine_as_test(DealWalk, settings=limits)
    return DealWalk.steps


def test_a_walk_meets_no_illegal_state(players: Players) -> None:
    steps = 0
    while steps < 300:
        steps += _walk(players, examples=4, steps=50)


@pytest.mark.slow
def test_ten_thousand_steps_meet_no_illegal_state(players: Players) -> None:
    steps = 0
    while steps < 10_000:
        steps += _walk(players, examples=60, steps=100)
