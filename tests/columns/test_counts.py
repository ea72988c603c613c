"""The number of items of a list: exact at any moment, whoever writes, and nobody waits for it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg

from tests.columns.conftest import Desk

EXACT = """
select private.item_count(%s) = (select count(*) from public.items where list_id = %s and deleted_at is null)
"""
SOME = "select id from public.items where list_id = %s and deleted_at is {} order by random() limit {} {}"
LOCK = "for update skip locked"
WRITES = (
    "insert into public.items (list_id, values) select %s, '{}' from generate_series(1, 3)",
    f"update public.items set deleted_at = now() where id in ({SOME.format('null', 4, LOCK)})",
    f"update public.items set deleted_at = null where id in ({SOME.format('not null', 2, LOCK)})",
    f"""update public.items set values = '{{"note": "x"}}' where id in ({SOME.format("null", 4, LOCK)})""",
    f"delete from public.items where id in ({SOME.format('null', 1, LOCK)})",
    f"delete from public.items where id in ({SOME.format('not null', 1, LOCK)})",
)


def test_the_count_is_exact_in_every_snapshot(desk: Desk) -> None:
    list_id = desk.make_list({"name": "Note", "type": "text"})
    desk.fill(list_id, 100, "'{}'::jsonb")
    over = threading.Event()

    def write(start: int) -> None:
        with psycopg.connect(desk.database.superuser_url, autocommit=True) as writer:
            for n in range(start, start + 60):
                writer.execute(WRITES[n % len(WRITES)].encode(), [list_id])

    def fold() -> int:
        folded = 0
        with psycopg.connect(desk.database.worker_url, autocommit=True) as worker:
            while not over.is_set():
                row = worker.execute("select private.fold_list_counts()").fetchone()
                folded += row[0] if row else 0
        return folded

    with ThreadPoolExecutor(6) as pool:
        writers = [pool.submit(write, start) for start in range(3)]
        folders = [pool.submit(fold) for _ in range(2)]
        looked = 0
        while not all(writer.done() for writer in writers):
            assert desk.one(EXACT, list_id, list_id)
            looked += 1
        over.set()
        for writer in writers:
            writer.result(30)
        assert sum(folder.result(30) for folder in folders) > 0
    assert looked > 5
    assert desk.one(EXACT, list_id, list_id)
    assert desk.call("get_list", list_id=list_id)["item_count"] > 0


def test_two_writers_do_not_wait_for_each_other(desk: Desk) -> None:
    list_id = desk.make_list({"name": "Note", "type": "text"})
    insert = b"insert into public.items (list_id, values) values (%s, '{}')"
    with (
        psycopg.connect(desk.database.superuser_url) as first,
        psycopg.connect(desk.database.superuser_url) as second,
    ):
        first.execute(insert, [list_id])
        second.execute("set lock_timeout = '200ms'")
        second.execute(insert, [list_id])
        assert desk.one("select private.item_count(%s)", list_id) == 0
        second.commit()
        first.rollback()
    assert desk.one("select private.item_count(%s)", list_id) == 1


def test_a_list_that_is_gone_leaves_nothing(desk: Desk) -> None:
    list_id = desk.make_list({"name": "Note", "type": "text"})
    desk.fill(list_id, 10, "'{}'::jsonb")
    desk.one("select private.fold_list_counts()")
    desk.superuser.execute("delete from public.lists where id = %s", [list_id])
    assert desk.one("select private.fold_list_counts()") > 0
    for table in ("list_counts", "list_count_deltas"):
        assert desk.one(f"select count(*) from private.{table} where list_id = %s", list_id) == 0
