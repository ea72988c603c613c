"""What the worker does without being asked."""

import inspect
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import psycopg
import pytest

from deedbook.settings import Settings
from jobs import upkeep
from tests.jobs.conftest import work


@pytest.fixture
def deferred(superuser: psycopg.Connection) -> None:
    """Every task of the upkeep waits."""
    for name in upkeep.TASKS:
        superuser.execute("select private.defer_job(%s, '{\"timestamp\": 0}', 'upkeep', %s)", [name, name])


@pytest.mark.usefixtures("deferred")
def test_expired_things_go_and_others_stay(settings: Settings, superuser: psycopg.Connection) -> None:
    superuser.execute(
        """
        insert into private.one_time_tokens (token_hash, kind, user_id, email, expires_at)
        select sha256(age::text::bytea), 'password_reset', tests.person('editor'), 'x', now() - age
        from unnest(array['2 days', '-1 hour']::interval[]) as age;
        insert into private.idempotency_keys (user_id, key, request_hash, created_at)
        select tests.person('editor'), age::text, 'x', now() - age
        from unnest(array['2 days', '1 hour']::interval[]) as age;
        insert into private.attempts (subject, started_at)
        values ('old', now() - interval '2 hours'), ('new', now());
        update public.workspace_invitations set expires_at = now() - interval '40 days'
        where status = 'invited';
        """
    )
    work(settings, "upkeep")
    rows = superuser.execute(
        """
        select (select count(*) from private.one_time_tokens),
          (select count(*) from private.idempotency_keys),
          (select array_agg(subject) from private.attempts),
          (select count(*) from public.workspace_invitations where status = 'invited'),
          (select count(*) from procrastinate.procrastinate_jobs where status <> 'succeeded')
        """
    ).fetchone()
    assert rows == (1, 1, ["new"], 0, 0)


@pytest.mark.usefixtures("deferred")
def test_the_trash_is_emptied_after_the_days_of_its_workspace(
    settings: Settings, superuser: psycopg.Connection
) -> None:
    superuser.execute("update public.workspaces set trash_days = 5 where name = 'Demo'")
    superuser.execute("update public.items set deleted_at = now() - interval '6 days'")
    work(settings, "upkeep")
    left = superuser.execute(
        "select w.name, count(*) from public.items as i"
        " join public.workspaces as w on w.id = i.workspace_id group by 1"
    ).fetchall()
    assert left == [("Other", 3)]


@pytest.mark.usefixtures("deferred")
def test_uploads_that_nobody_needs_go(settings: Settings, superuser: psycopg.Connection) -> None:
    folder = settings.files_dir / "imports"
    folder.mkdir(parents=True)
    row = superuser.execute(
        """
        insert into public.imports (workspace_id, list_name, file_name, file_size, file_sha256)
        values (tests.workspace('Demo'), 'x', 'x.csv', 1, repeat('0', 64)) returning id
        """
    ).fetchone()
    assert row is not None
    needed, forgotten, fresh = folder / str(row[0]), folder / str(uuid4()), folder / str(uuid4())
    for path in (needed, forgotten, fresh):
        path.write_bytes(b"x")
    _age(needed), _age(forgotten)
    work(settings, "upkeep")
    assert set(folder.iterdir()) == {needed, fresh}


@pytest.mark.usefixtures("deferred")
def test_partitions_of_the_audit_log_are_made(settings: Settings, superuser: psycopg.Connection) -> None:
    superuser.execute("drop table if exists audit.events_2999_01")
    work(settings, "upkeep")
    made = superuser.execute(
        "select count(*) from pg_inherits where inhparent = 'audit.events'::regclass"
    ).fetchone()
    assert made is not None
    assert made[0] >= 4


def _age(path: Path) -> None:
    old = time.time() - 3 * 24 * 3600
    os.utime(path, (old, old))


def test_every_task_may_run_twice_at_once(settings: Settings, superuser: psycopg.Connection) -> None:
    """Each in two threads, over things of which each may be done once."""
    superuser.execute(
        """
        update public.workspaces set trash_days = 5;
        update public.items set deleted_at = now() - interval '6 days';
        insert into public.notification_preferences (user_id, kind, delivery)
        select p.id, 'mention', 'daily' from tests.people as p;
        select private.notify(
          tests.workspace(), array(select p.id from tests.people as p), 'mention', '{}', null, n::text
        ) from generate_series(1, 30) as n;
        update private.notification_deliveries set created_at = now() - interval '2 days';
        insert into public.notifications (workspace_id, user_id, kind, event, created_at)
        select tests.workspace(), tests.person('owner'), 'mention', 'old ' || n, now() - interval '100 days'
        from generate_series(1, 3000) as n;
        """
    )
    context = SimpleNamespace(additional_context={"settings": settings})
    with ThreadPoolExecutor(2) as threads:
        for name, (_, task) in upkeep.TASKS.items():
            if inspect.iscoroutinefunction(task):
                continue  # the queue's own deletes
            both = [threads.submit(task, context, timestamp=0) for _ in range(2)]
            assert [one.exception(60) for one in both] == [None, None], name
    mails = superuser.execute(
        "select user_id, count(*) from private.notification_mails where delivery = 'daily' group by 1"
    ).fetchall()
    assert len(mails) == 5 and all(count == 1 for _, count in mails)
    left = superuser.execute(
        "select count(*) from public.notifications where created_at < now() - interval '90 days'"
    ).fetchall()
    assert left == [(0,)]


@pytest.mark.usefixtures("deferred")
def test_every_task_is_seen_in_the_metrics(settings: Settings, superuser: psycopg.Connection) -> None:
    work(settings, "upkeep")
    rows = superuser.execute(
        "select task, runs >= 1, failures, seconds > 0, last_success_at is not null from private.task_runs"
    ).fetchall()
    assert set(rows) == {(name, True, 0, True, True) for name in upkeep.TASKS}


def test_dead_jobs_are_kept_longer_than_others(settings: Settings, superuser: psycopg.Connection) -> None:
    superuser.execute("select private.defer_job('x', '{}', 'x') from generate_series(1, 3)")
    with superuser.transaction():
        superuser.execute("set local search_path = procrastinate")  # as its triggers expect
        superuser.execute("update procrastinate_jobs set status = 'doing'")
        superuser.execute(
            "update procrastinate_jobs as j"
            " set status = case j.id when f.id then 'succeeded' else 'failed' end::procrastinate_job_status"
            " from (select min(id) as id from procrastinate_jobs) as f"
        )
        superuser.execute(
            "update procrastinate_events set at = now() - make_interval(days => case when job_id ="
            " (select max(id) from procrastinate_jobs) then 31 else 8 end)"
        )
    superuser.execute("select private.defer_job('purge_jobs', '{\"timestamp\": 0}', 'upkeep', 'purge_jobs')")
    work(settings, "upkeep")
    rows = superuser.execute(
        "select status::text from procrastinate.procrastinate_jobs where task_name = 'x'"
    ).fetchall()
    assert rows == [("failed",)]
