"""Counters under writers at the same moment: exact, whoever rolls back, folds or deletes meanwhile."""

import random
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import msgspec
import psycopg
import pytest
from psycopg import IsolationLevel

from tests.analytics.test_reports import COUNTED, KEPT
from tests.support import people as named
from tests.support.server import Database

TRY_AGAIN = {"40001", "40P01"}
IN_TRASH = "55000"  # somebody else trashed the deal in this moment
MOVES = (
    "update public.deals set stage = 'proposal' where id = any (%(ids)s) and stage = 'qualification'",
    "update public.deals set status = 'in_progress' where id = any (%(ids)s) and status = 'new'",
    "update public.deals set status = 'won', amount = 5 where id = any (%(ids)s) and status = 'in_progress'",
    "update public.deals set status = 'lost' where id = any (%(ids)s) and status = 'in_progress'",
    "update public.deals set amount = coalesce(amount, 0) + 1 where id = any (%(ids)s)",
    "update public.deals set currency = 'EUR' where id = any (%(ids)s)",
    "update public.deals set deleted_at = now() where id = any (%(ids)s) and deleted_at is null",
    "update public.deals set deleted_at = null where id = any (%(ids)s) and deleted_at is not null",
    "delete from public.deals where id = any (%(ids)s) and deleted_at is not null",
    "insert into public.deals (workspace_id, title, amount) select tests.workspace(), 'more', n"
    " from generate_series(1, 3) as n",
)


def _write(database: Database, owner: UUID, seed: int, level: IsolationLevel) -> list[str]:
    """Sixty moves; the SQLSTATEs of those that were refused."""
    chance = random.Random(seed)  # noqa: S311 - the same moves each time
    refused = []
    claims = msgspec.json.encode(named.claims(owner, "owner")).decode()
    with psycopg.connect(database.api_url) as connection:
        connection.isolation_level = level
        for _ in range(60):
            try:
                connection.execute(
                    "select set_config('role', 'authenticated', true),"
                    " set_config('request.jwt.claims', %s, true)",
                    [claims],
                )
                for _ in range(chance.choice((1, 1, 2))):
                    ids = [
                        row[0]
                        for row in connection.execute(
                            "select id from public.deals order by md5(id::text || %s) limit 3",
                            [str(chance.random())],
                        )
                    ]
                    connection.execute(chance.choice(MOVES).encode(), {"ids": sorted(ids)})
                if chance.random() < 0.25:
                    connection.rollback()
                else:
                    connection.commit()
            except psycopg.Error as error:
                connection.rollback()
                refused.append(error.sqlstate or "?")
    return refused


def _fold(database: Database) -> None:
    with psycopg.connect(database.worker_url, autocommit=True) as worker:
        for _ in range(40):
            worker.execute("select private.fold_deal_stats()")


@pytest.mark.parametrize("level", [IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ])
def test_counters_are_exact_after_a_race(
    database: Database, superuser: psycopg.Connection, people: dict[str, UUID], level: IsolationLevel
) -> None:
    superuser.execute("grant usage on schema tests to public")
    superuser.execute(
        "insert into public.deals (workspace_id, title, amount)"
        " select tests.workspace(), 'first', n from generate_series(1, 30) as n"
    )
    with ThreadPoolExecutor(5) as pool:
        writers = [pool.submit(_write, database, people["owner"], seed, level) for seed in range(4)]
        folder = pool.submit(_fold, database)
        refused = [state for writer in writers for state in writer.result()]
        folder.result()
    assert set(refused) <= TRY_AGAIN | {IN_TRASH}, refused
    kept = superuser.execute(KEPT.encode()).fetchall()
    assert len(kept) > 10
    assert kept == superuser.execute(COUNTED.encode()).fetchall()


def test_nothing_empties_the_deals_past_their_counters(superuser: psycopg.Connection) -> None:
    with pytest.raises(psycopg.Error) as refused:
        superuser.execute("truncate public.deals cascade")
    assert refused.value.diag.constraint_name == "truncate_is_refused"
