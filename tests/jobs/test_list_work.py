"""Work on lists goes through the queue, and what lost its job is found again."""

import psycopg
import pytest

from deedbook.settings import Settings
from tests.jobs.conftest import work

ITEMS = 5_100
FILL = """
insert into public.items (list_id, values)
select tests.list(), jsonb_build_object('address', n::text, 'price', n) from generate_series(1, %s) as n
"""
AS_MANAGER = "select tests.authenticate_as('manager')"
COLUMN = "(select id from public.list_columns where list_id = tests.list() and key = 'price')"


def one(connection: psycopg.Connection, statement: str) -> object:
    row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return row[0]


@pytest.fixture
def large(superuser: psycopg.Connection) -> None:
    """The list has more items than change in a call."""
    superuser.execute(FILL.encode(), [ITEMS])


@pytest.mark.usefixtures("large")
def test_a_conversion_is_done_by_the_queue(settings: Settings, superuser: psycopg.Connection) -> None:
    with superuser.transaction():
        superuser.execute(AS_MANAGER)
        superuser.execute(f"select public.convert_column({COLUMN}, 'text')".encode())
    assert one(superuser, "select state from public.column_changes") == "running"
    work(settings, "upkeep")
    assert one(superuser, "select state from public.column_changes") == "done"
    assert (
        one(superuser, "select count(*) from public.items where values ->> 'price_2' = values ->> 'price'")
        == ITEMS + 3
    )
    actors = superuser.execute(
        "select distinct actor_id = tests.person('manager') from audit.events where change_id ="
        " (select id from public.column_changes)"
    ).fetchall()
    assert actors == [(True,)]


@pytest.mark.usefixtures("large")
def test_slots_are_filled_by_the_queue(settings: Settings, superuser: psycopg.Connection) -> None:
    with superuser.transaction():
        superuser.execute(AS_MANAGER)
        superuser.execute("""select public.query_items(tests.list(), '{"sort": [{"column": "price"}]}')""")
    work(settings, "upkeep")
    assert one(superuser, "select array_agg(state) from private.list_slots") == ["ready"]


@pytest.mark.usefixtures("large")
def test_what_lost_its_job_is_queued_again(settings: Settings, superuser: psycopg.Connection) -> None:
    with superuser.transaction():
        superuser.execute(AS_MANAGER)
        superuser.execute(f"select public.convert_column({COLUMN}, 'text')".encode())
        superuser.execute("""select public.start_bulk_change(tests.list(), '{"and": []}', 'trash')""")
        superuser.execute("""select public.query_items(tests.list(), '{"sort": [{"column": "address"}]}')""")
    superuser.execute("select private.begin_slots(tests.list())")
    assert one(superuser, "select private.defer_unfinished()") == 0
    with superuser.transaction():
        superuser.execute("set local search_path = procrastinate")  # as its triggers expect
        superuser.execute("update procrastinate_jobs set status = 'failed'")
    assert one(superuser, "select private.defer_unfinished()") == 3
    assert one(superuser, "select private.defer_unfinished()") == 0
    work(settings, "upkeep", "bulk")
    assert one(superuser, "select state from public.column_changes") == "done"
    assert one(superuser, "select state from public.bulk_changes") == "done"
    assert one(superuser, "select array_agg(state) from private.list_slots") == ["ready"]
    assert (
        one(
            superuser, "select count(*) from public.items where list_id = tests.list() and deleted_at is null"
        )
        == 0
    )


def test_the_upkeep_empties_the_trash_of_lists_and_columns(
    settings: Settings, superuser: psycopg.Connection
) -> None:
    superuser.execute("update public.workspaces set trash_days = 5")
    superuser.execute(
        "update public.list_columns set deleted_at = now() - interval '6 days'"
        " where key = 'price' and list_id = tests.list()"
    )
    superuser.execute(
        "update public.lists set deleted_at = now() - interval '6 days'"
        " where id = tests.list('Properties', 'Other')"
    )
    for name in ("purge_trash", "fold_counts"):
        superuser.execute("select private.defer_job(%s, '{\"timestamp\": 0}', 'upkeep', %s)", [name, name])
    work(settings, "upkeep")
    assert one(superuser, "select count(*) from public.lists") == 1
    assert one(superuser, "select count(*) from public.list_columns where key = 'price'") == 0
    assert one(superuser, "select count(*) from public.items where values ? 'price'") == 0
    assert one(superuser, "select private.item_count(tests.list())") == 3
    assert one(superuser, "select count(*) from private.list_count_deltas") in {
        0,
        1,
    }  # of the purge, or folded
