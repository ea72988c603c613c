"""A large list changes while people go on writing: nobody waits for long, and nothing is lost or missed."""

import itertools
import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

import msgspec
import psycopg
import pytest
from psycopg import IsolationLevel

from jobs.columns import change
from jobs.steps import Interrupted
from tests.columns.conftest import Desk
from tests.races.contest import LEVELS
from tests.support import people as named

ITEMS = 6_000
MOST_SECONDS = 5.0  # a write that waits for a change of columns; a job of minutes would show
TRASH = """
update public.items set deleted_at = now()
where id in (select id from public.items where list_id = %s limit 50)
"""
REPEATED = {"40001", "40P01"}
STATUS = {
    "name": "Status",
    "type": "select",
    "config": {"options": [{"id": i, "label": i.upper()} for i in ("a", "b", "c")]},
}


class Writer(threading.Thread):
    """An editor who inserts, changes, trashes and restores, and remembers what was answered."""

    def __init__(
        self,
        desk: Desk,
        list_id: str,
        key: str,
        cells: list[str],
        level: IsolationLevel,
        allowed: frozenset[str],
    ) -> None:
        super().__init__(daemon=True)
        self._list_id, self._key, self._cells, self._allowed = list_id, key, cells, allowed
        self._connection = psycopg.connect(desk.database.api_url, autocommit=True)
        self._connection.isolation_level = level
        claims = named.claims(desk.one("select tests.person('editor')"), "editor")
        self._connection.execute(
            "select set_config('role', 'authenticated', false), set_config('request.jwt.claims', %s, false)",
            [msgspec.json.encode(claims, enc_hook=str).decode()],
        )
        self._ids = [
            row[0]
            for row in desk.superuser.execute(
                "select id from public.items where list_id = %s order by random() limit 300", [list_id]
            )
        ]
        self._chance = random.Random(len(self._ids))  # noqa: S311
        self.stop = threading.Event()
        self.written = 0
        self.longest = 0.0
        self.refusals: list[str] = []

    def run(self) -> None:
        with self._connection:
            while not self.stop.is_set():
                self._try()

    def _try(self) -> None:
        began = time.monotonic()
        try:
            self._write(self._chance.choice(self._ids), self._chance.choice(self._cells))
            self.written += 1
        except psycopg.Error as error:
            if error.sqlstate not in REPEATED and error.diag.constraint_name not in self._allowed:
                self.refusals.append(f"{error.sqlstate} {error.diag.message_primary}")
        self.longest = max(self.longest, time.monotonic() - began)

    def _write(self, item_id: UUID, cell: str) -> None:
        values = json.dumps({self._key: cell})
        move = self._chance.randrange(4)
        with self._connection.transaction():
            if move == 0:
                self._connection.execute(
                    "insert into public.items (list_id, values) values (%s, %s)", [self._list_id, values]
                )
            elif move == 1:
                self._connection.execute(
                    "update public.items set deleted_at = case when deleted_at is null then now() end"
                    " where id = %s",
                    [item_id],
                )
            else:
                self._connection.execute(
                    "update public.items set values = values || %s where id = %s", [values, item_id]
                )


@contextmanager
def writers(desk: Desk, list_id: str, key: str, cells: list[str], *allowed: str) -> Iterator[None]:
    """One at each isolation level, until the block ends."""
    threads = [Writer(desk, list_id, key, cells, level, frozenset(allowed)) for level in LEVELS]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.stop.set()
        for thread in threads:
            thread.join(20)
    for thread in threads:
        assert thread.refusals == []
        assert thread.written > 0
        assert thread.longest < MOST_SECONDS


def killed_now_and_then(desk: Desk, change_id: str, batch: int) -> int:
    """The worker, stopped again and again in the middle; how often."""
    kills = 0
    while True:
        checks = itertools.count()
        with psycopg.connect(desk.database.worker_url, autocommit=True) as worker:
            try:
                change(worker, change_id, batch, partial(_is_sixth, checks))
            except Interrupted:
                kills += 1
                continue
        return kills


def _is_sixth(checks: Iterator[int]) -> bool:
    return next(checks) >= 6


def test_a_conversion(desk: Desk) -> None:
    list_id = desk.make_list({"name": "Price", "type": "text"})
    desk.fill(
        list_id, ITEMS, "jsonb_build_object('price', case mod(n, 100) when 0 then 'n/a' else n::text end)"
    )
    desk.superuser.execute(TRASH, [list_id])
    column_id = desk.columns(list_id)["Price"]["id"]
    # Refused is only who writes to the old column once it is done, and is told where to write.
    with writers(desk, list_id, "price", ["1", "2.5", "n/a", "1e3"], "item_values_invalid"):
        started = desk.call("convert_column", column_id=column_id, type="number")
        assert started["state"] == "running"
        assert [c["key"] for c in started["columns"]] == ["price"]
        with pytest.raises(psycopg.errors.RestrictViolation) as refused:
            desk.call("delete_column", list_id=list_id, column_id=column_id)
        assert refused.value.diag.constraint_name == "column_change_running"
        assert list(desk.columns(list_id)) == ["Price"]
        assert killed_now_and_then(desk, started["id"], 300) > 1
    new, rest = desk.columns(list_id).values()
    assert (new["name"], rest["name"]) == ("Price", "Price (old)")
    differing = desk.superuser.execute(
        """
        select i.values from public.items as i
        cross join lateral (select i.values ->> 'price' as old) as o
        cross join lateral (select o.old, o.old ~ '^[0-9.e]+$' as fits) as p
        where i.list_id = %s and (
          case when p.fits then p.old::numeric end is distinct from (i.values ->> %s)::numeric
          or case when not p.fits then p.old end is distinct from i.values ->> %s)
        """,
        [list_id, new["key"], rest["key"]],
    ).fetchall()
    assert differing == []
    assert desk.wrong_items(list_id) == 0


def test_a_merge_and_a_filter_that_loses_nothing(desk: Desk) -> None:
    list_id = desk.make_list(STATUS)
    desk.fill(list_id, ITEMS, "jsonb_build_object('status', chr(97 + mod(n, 3)))")
    column_id = desk.columns(list_id)["Status"]["id"]
    base = ITEMS * 2 // 3
    started = desk.call("merge_option", column_id=column_id, option_id="a", into_option_id="b")
    assert started["state"] == "running"
    lost: list[int] = []
    finished = threading.Event()

    def watch() -> None:
        with psycopg.connect(desk.database.superuser_url, autocommit=True) as reader:
            while not finished.is_set():
                for option in ("a", "b"):
                    row = reader.execute(
                        "select public.query_items(%s, %s) -> 'count' ->> 'rows'",
                        [
                            list_id,
                            json.dumps(
                                {
                                    "filter": {"column": "status", "operator": "equals", "value": option},
                                    "count": True,
                                }
                            ),
                        ],
                    ).fetchone()
                    assert row
                    if int(row[0]) != base:
                        lost.append(int(row[0]))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    assert killed_now_and_then(desk, started["id"], 250) > 1
    finished.set()
    watcher.join(20)
    assert lost == []
    assert desk.call("get_column_change", change_id=started["id"])["state"] == "done"


def test_a_merge_while_others_write_the_old_option(desk: Desk) -> None:
    list_id = desk.make_list(STATUS)
    desk.fill(list_id, ITEMS, "jsonb_build_object('status', chr(97 + mod(n, 3)))")
    column_id = desk.columns(list_id)["Status"]["id"]
    with writers(desk, list_id, "status", ["b", "c"]):
        started = desk.call("merge_option", column_id=column_id, option_id="a", into_option_id="b")
        # Still accepted, and what it became at once.
        made = desk.call("create_items", list_id=list_id, items=[{"values": {"status": "a"}}])
        assert made["items"][0]["values"] == {"status": "b"}
        assert killed_now_and_then(desk, started["id"], 400) > 1
    assert (
        desk.one(
            "select count(*) from public.items where list_id = %s and values ->> 'status' = 'a'", list_id
        )
        == 0
    )
    with pytest.raises(psycopg.errors.CheckViolation):
        desk.insert(list_id, {"status": "a"})
    assert desk.wrong_items(list_id) == 0


def test_a_session_cannot_write_past_a_change(desk: Desk) -> None:
    list_id = desk.make_list(STATUS)
    desk.fill(list_id, ITEMS, "jsonb_build_object('status', chr(97 + mod(n, 3)))")
    column_id = desk.columns(list_id)["Status"]["id"]
    desk.call("merge_option", column_id=column_id, option_id="a", into_option_id="b")
    with desk.manager.transaction(), pytest.raises(psycopg.errors.SerializationFailure):
        desk.manager.execute("select set_config('deedbook.plain_list', %s, true)", [list_id])
        with desk.manager.transaction():
            desk.manager.execute(
                "insert into public.items (workspace_id, list_id, values)"
                ' select workspace_id, id, \'{"status": "a"}\' from public.lists where id = %s',
                [list_id],
            )


def test_a_change_that_cannot_go_on_leaves_the_column_as_it_was(desk: Desk) -> None:
    list_id = desk.make_list({"name": "Price", "type": "text"})
    desk.fill(list_id, ITEMS, "jsonb_build_object('price', n::text)")
    column = desk.columns(list_id)["Price"]
    started = desk.call("convert_column", column_id=column["id"], type="integer", on_failure="refuse")
    desk.insert(list_id, {"price": "n/a"})
    desk.work(started["id"])
    failed = desk.call("get_column_change", change_id=started["id"])
    assert (failed["state"], failed["error"]["code"]) == ("failed", "conversion_refused")
    assert desk.columns(list_id) == {"Price": column}
    assert desk.one("select private.purge_columns()") == 1
    desk.work(desk.one("select id::text from public.column_changes where kind = 'purge'"))
    assert desk.one("select count(*) from public.list_columns where list_id = %s", list_id) == 1
    assert (
        desk.one("select count(*) from public.items where list_id = %s and values ? 'price_2'", list_id) == 0
    )


def test_versions_do_not_move_while_nothing_is_shown(desk: Desk) -> None:
    list_id = desk.make_list({"name": "Price", "type": "text"})
    desk.fill(list_id, ITEMS, "jsonb_build_object('price', n::text)")
    column_id = desk.columns(list_id)["Price"]["id"]
    started = desk.call("convert_column", column_id=column_id, type="integer")
    desk.work(started["id"])
    assert desk.one("select max(version) from public.items where list_id = %s", list_id) == 1


def test_many_items_get_their_numbers_from_a_job(desk: Desk) -> None:
    list_id = desk.make_list({"name": "Note", "type": "text"})
    desk.fill(list_id, ITEMS, "jsonb_build_object('note', n::text)")
    desk.superuser.execute(TRASH, [list_id])
    with writers(desk, list_id, "note", ["x"]):
        desk.call("create_column", list_id=list_id, name="No.", type="auto_number")
        change_id = desk.one("select id::text from public.column_changes where kind = 'number_items'")
        killed_now_and_then(desk, change_id, 700)
    while desk.one("select state from public.column_changes where id = %s", change_id) == "running":
        desk.work(change_id)
    row = desk.superuser.execute(
        "select count(*) filter (where number is null), count(*) - count(distinct number)"
        " from public.items where list_id = %s",
        [list_id],
    ).fetchone()
    assert row == (0, 0)
