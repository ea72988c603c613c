"""What the worker does without being asked."""

import os
import time
from pathlib import Path
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
