"""Jobs of dead workers are taken over; rights of the worker end where its jobs do."""

import asyncio

import psycopg
import pytest
from psycopg.types.json import Jsonb

from deedbook.settings import Settings
from jobs.app import build_app
from jobs.worker import _Tally
from tests.conftest import ConnectAs
from tests.jobs.conftest import work
from tests.support.server import Database


def test_a_job_of_a_dead_worker_is_taken_over(settings: Settings, superuser: psycopg.Connection) -> None:
    superuser.execute("select private.defer_job('purge_expired', '{\"timestamp\": 0}', 'upkeep')")
    superuser.execute("set search_path = procrastinate")
    superuser.execute("insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')")
    superuser.execute(
        "select procrastinate_fetch_job_v2(array['upkeep'], (select max(id) from procrastinate_workers))"
    )
    work(settings, "upkeep")
    row = superuser.execute("select status::text, attempts from procrastinate_jobs").fetchone()
    assert row == ("succeeded", 2)


def test_a_job_whose_workers_all_died_is_given_up(settings: Settings, superuser: psycopg.Connection) -> None:
    superuser.execute("select private.defer_job('purge_expired', '{\"timestamp\": 0}', 'upkeep')")
    superuser.execute("set search_path = procrastinate")
    superuser.execute("update procrastinate_jobs set status = 'doing', attempts = 5")
    work(settings, "upkeep")
    row = superuser.execute("select status::text from procrastinate.procrastinate_jobs").fetchone()
    assert row == ("failed",)


def test_a_job_exists_only_if_its_write_does(connect_as: ConnectAs, superuser: psycopg.Connection) -> None:
    admin = connect_as("admin")
    row = superuser.execute("select tests.workspace('Demo')").fetchone()
    assert row is not None
    with pytest.raises(ZeroDivisionError), admin.transaction():
        admin.execute("select public.create_invitation(%s, 'new@demo.example')", [row[0]])
        raise ZeroDivisionError
    assert superuser.execute("select from procrastinate.procrastinate_jobs").fetchall() == []


@pytest.mark.parametrize("person", ["owner", None])
def test_nobody_else_touches_the_queue(connect_as: ConnectAs, person: str | None) -> None:
    connection = connect_as(person)
    for statement in (
        "table procrastinate.procrastinate_jobs",
        "select private.defer_job('import_file', '{}')",
        "select private.purge_trash()",
        "select private.begin_import(null)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode())


def test_the_worker_by_itself_sees_no_data(database: Database) -> None:
    with psycopg.connect(database.worker_url, autocommit=True) as worker:
        for table in ("items", "lists", "workspaces", "imports", "user_profiles"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                worker.execute(f"select from public.{table}".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("select from private.one_time_tokens")


def test_an_unknown_task_fails_and_stops_nothing(settings: Settings, superuser: psycopg.Connection) -> None:
    superuser.execute("select private.defer_job('nonsense', %s, 'upkeep')", [Jsonb({})])
    superuser.execute("select private.defer_job('purge_expired', '{\"timestamp\": 0}', 'upkeep')")
    work(settings, "upkeep")
    rows = superuser.execute(
        # The hour's own upkeep may have come due in between.
        "select task_name, status::text from procrastinate.procrastinate_jobs order by id limit 2"
    ).fetchall()
    assert rows == [("nonsense", "failed"), ("purge_expired", "succeeded")]


def test_a_failed_attempt_says_why(settings: Settings, superuser: psycopg.Connection) -> None:
    superuser.execute("select private.defer_job('fill_slots', '{\"list_id\": \"none\"}', 'upkeep')")
    superuser.execute("select private.defer_job('send_notifications', '{\"mail_id\": \"none\"}', 'mail')")
    work(settings, "upkeep", "mail")
    rows = superuser.execute(
        "select j.task_name, e.error from private.job_errors as e"
        " join procrastinate.procrastinate_jobs as j on j.id = e.job_id order by j.id"
    ).fetchall()
    assert rows == [
        ("fill_slots", 'invalid input syntax for type uuid: "none" (SQLSTATE 22P02)'),
        ("send_notifications", "ValueError: badly formed hexadecimal UUID string"),
    ]


def test_the_sweep_tells_how_it_went(settings: Settings, superuser: psycopg.Connection) -> None:
    async def sweep_twice() -> None:
        async with build_app(settings).open_async() as app:
            tally = _Tally()
            tally.add(0.5)
            tally.add(0.25, failed=True)
            await tally.tell(app)
            tally.add(9.0)
            await tally.tell(app)  # within the minute: later

    asyncio.run(sweep_twice())
    rows = superuser.execute("select task, runs, failures, seconds from private.task_runs").fetchall()
    assert rows == [("sweep_stalled", 2, 1, 0.75)]
