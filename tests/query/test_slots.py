"""Slots: given to columns that are asked for, right whatever else happens, and invisible otherwise."""

import threading
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import IsolationLevel

from tests.conftest import ConnectAs
from tests.query.oracle import Oracle
from tests.query.world import ITEMS, SLOTTED, World, ask, decoded, encoded, run_job
from tests.support.server import Database

STATES = """
select c.key, s.slot, s.state from private.list_slots as s
join public.list_columns as c on c.id = s.column_id where s.list_id = %s order by 1
"""


INSERT = """
insert into public.items (list_id, values)
values (%s, jsonb_build_object('price', round(random()::numeric * 90), 'address', 'Elm'))
"""
UPDATE = """
update public.items set values = values || jsonb_build_object('rooms', 1 + (random() * 5)::integer)
where id in (select id from public.items where list_id = %s and deleted_at is null order by id desc limit 3)
"""
WANT = """
insert into private.list_slots (list_id, column_id, workspace_id)
select list_id, id, workspace_id from public.list_columns where list_id = %s and key = any (%s)
on conflict do nothing
"""


def states(world: World) -> dict[str, tuple[str | None, str]]:
    return {key: (slot, state) for key, slot, state in world.superuser.execute(STATES, [world.list_id])}


def plan(connection: psycopg.Connection, statement: str, parameters: list[Any]) -> str:
    rows = connection.execute(f"explain (costs off) {statement}".encode(), parameters).fetchall()
    return "\n".join(line for (line,) in rows)


@pytest.fixture
def large(world: World) -> World:
    """A list above the size from which on queries ask for slots."""
    world.superuser.execute(
        "insert into public.items (list_id, values) "
        "select %s, '{\"rooms\": 7}' from generate_series(1, 5000)",
        [world.list_id],
    )
    return world


@pytest.fixture
def jobs(superuser: psycopg.Connection) -> Iterator[Any]:
    """What waits to be done, by task."""

    def count() -> int:
        row = superuser.execute(
            "select count(*) from procrastinate.procrastinate_jobs where task_name = 'fill_slots'"
        ).fetchone()
        assert row is not None
        return int(row[0])

    yield count


def test_a_small_list_gets_none(world: World, connect_as: ConnectAs, jobs: Any) -> None:
    ask(connect_as("member"), world.list_id, {"sort": [{"column": "price"}]})
    assert states(world) == {} and jobs() == 0


def test_queries_of_a_large_list_ask_for_slots(
    database: Database, large: World, connect_as: ConnectAs, jobs: Any
) -> None:
    member = connect_as("member")
    query = {
        "sort": [{"column": "price", "direction": "desc"}, {"column": "made_at"}],
        "filter": {
            "or": [
                {"column": "rooms", "operator": "gte", "value": 7},
                {"not": {"column": "address", "operator": "contains", "value": "elm"}},
                {"column": "tags", "operator": "any_of", "value": ["pool"]},
            ]
        },
        "limit": 20,
    }
    before = ask(member, large.list_id, query)
    # No slot for what looks inside a text, for what is no one key, for what is no value.
    assert states(large) == {"price": (None, "wanted"), "rooms": (None, "wanted")}
    assert jobs() == 1
    ask(member, large.list_id, query)
    assert jobs() == 1, "a second query asks for nothing new"
    assert run_job(database, large.list_id, batch=2000) > 3
    assert states(large) == {"price": ("n1", "ready"), "rooms": ("n2", "ready")}
    assert large.wrong_slots() == []
    after = ask(member, large.list_id, query)
    assert after == before
    row = large.superuser.execute(
        "select max(version), count(*) from public.items where updated_at <> created_at"
    ).fetchone()
    assert row == (None, 0), "filling changes no item"
    row = large.superuser.execute(
        "select count(*) from audit.events where table_name = 'items' and action = 'update'"
    ).fetchone()
    assert row == (0,)
    assert run_job(database, large.list_id) == 1, "nothing is left to do"


def test_reading_alone_asks_for_nothing(large: World, connect_as: ConnectAs) -> None:
    member = connect_as("member")
    with member.transaction():
        member.execute("set transaction read only")
        assert ask(member, large.list_id, {"sort": [{"column": "price"}], "limit": 1})["items"]
    assert states(large) == {}


def test_the_index_serves_under_rls(database: Database, large: World, connect_as: ConnectAs) -> None:
    large.give_slots(database, "price", "address", "rooms")
    large.superuser.execute("vacuum analyze public.items")
    member = connect_as("member")
    for condition, order, index in (
        ("i.n1 < 'NaN'::float8", "i.n1 desc, i.id desc", "items_n1_idx"),
        (
            "i.n1 is not null and (i.n1, i.id) > (5::float8, '00000000-0000-0000-0000-000000000000'::uuid)",
            "i.n1, i.id",
            "items_n1_idx",
        ),
        ("i.t1 >= 'elm' and i.t1 < 'eln'", "i.id", "items_t1_idx"),
        ("i.t1 = any ('{a,b}'::text[])", "i.id", "items_t1_idx"),
        (
            "(i.n1 = 5::float8 and coalesce((i.values ->> 'price')::numeric = 5, false))",
            "i.id",
            "items_n1_idx",
        ),
    ):
        text = plan(
            member,
            "select i from public.items as i where i.list_id = %s and i.deleted_at is null "
            f"and {condition} order by {order} limit 10",
            [large.list_id],
        )
        assert index in text, text


@pytest.mark.parametrize("door", ["insert", "update", "trash", "restore", "batch"])
def test_writers_keep_slots(database: Database, world: World, connect_as: ConnectAs, door: str) -> None:
    world.give_slots(database, *SLOTTED)
    editor = connect_as("editor")
    ids = [str(item["id"]) for item in world.items()]
    for round_ in range(3):
        if door == "insert":
            world.insert()
        elif door == "update":
            values = {
                key: value for key in SLOTTED if (value := world.value(world.columns[key].type)) is not None
            }
            editor.execute(
                "update public.items set values = %s where id = %s", [encoded(values), ids[round_]]
            )
        elif door == "trash":
            editor.execute("update public.items set deleted_at = now() where id = %s", [ids[round_]])
        elif door == "restore":
            editor.execute("update public.items set deleted_at = now() where id = %s", [ids[round_]])
            editor.execute("update public.items set deleted_at = null where id = %s", [ids[round_]])
        else:
            editor.execute(
                'select public.create_items(%s, \'[{"values": {"price": 5}}, {"values": {}}]\')',
                [world.list_id],
            )
    assert world.wrong_slots() == []
    row = world.superuser.execute(
        "select count(*) from public.items where list_id = %s and (n1 is null or t1 is null)", [world.list_id]
    ).fetchone()
    assert row == (0,), "a slot that is ready is never null"


def test_a_change_is_counted_and_told_once(database: Database, world: World, connect_as: ConnectAs) -> None:
    world.give_slots(database, "price")
    editor, key = connect_as("editor"), world.insert(price=5)
    editor.execute("update public.items set values = values || '{\"price\": 6}' where id = %s", [key])
    row = world.superuser.execute("select version, n1 from public.items where id = %s", [key]).fetchone()
    assert row == (2, 6.0)
    row = world.superuser.execute(
        "select diff from audit.events where action = 'update' and row_ids = array[%s::uuid]", [key]
    ).fetchone()
    assert row == ({"values": {"price": [5, 6]}},)


def test_a_bad_cell_is_refused_as_ever(database: Database, world: World, connect_as: ConnectAs) -> None:
    world.give_slots(database, *SLOTTED)
    editor = connect_as("editor")
    for bad in (
        '{"price": "x"}',
        '{"listed": "2025-02-30"}',
        '{"size": 1e400}',
        '{"seen": 5}',
        '{"sold": "maybe"}',
        '{"address": 5}',
    ):
        with pytest.raises(psycopg.Error) as error:
            editor.execute("insert into public.items (list_id, values) values (%s, %s)", [world.list_id, bad])
        assert error.value.diag.constraint_name == "item_values_invalid", (bad, error.value)


def test_nobody_can_write_or_forge_a_slot(database: Database, world: World, connect_as: ConnectAs) -> None:
    world.give_slots(database, "price")
    editor, service = connect_as("editor"), connect_as(role="service_role")
    for statement in (
        "insert into public.items (list_id, values, n1) values (%s, '{}', 5)",
        "update public.items set n1 = 5 where list_id = %s",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            editor.execute(statement, [world.list_id])
    # Trusted code may name the column; what it says is not what is stored.
    service.execute(
        "insert into public.items (list_id, values, n1, n5) values (%s, '{\"price\": 7}', 5, 5)",
        [world.list_id],
    )
    service.execute("update public.items set n1 = 5, n6 = 5 where list_id = %s", [world.list_id])
    assert world.wrong_slots() == []
    row = world.superuser.execute(
        "select count(n5), count(n6), max(version) from public.items where list_id = %s", [world.list_id]
    ).fetchone()
    assert row == (0, 0, 1)
    # Whoever sets the setting in which a transaction remembers gets nothing past the check.
    with pytest.raises(psycopg.errors.SerializationFailure) as error, editor.transaction():
        editor.execute("select set_config('deedbook.plain_list', %s, true)", [world.list_id])
        editor.execute(
            "insert into public.items (workspace_id, list_id, values)"
            " select workspace_id, id, '{\"price\": 8}' from public.lists where id = %s",
            [world.list_id],
        )
    assert error.value.diag.constraint_name == "slots_changed"


def test_a_list_without_slots_stores_none(world: World, connect_as: ConnectAs) -> None:
    service = connect_as(role="service_role")
    with service.transaction():
        service.execute("insert into public.items (list_id, values) values (%s, '{}')", [world.list_id])
        service.execute(
            "insert into public.items (list_id, values, n1) values (%s, '{}', 5)", [world.list_id]
        )
    row = world.superuser.execute(
        "select count(n1) from public.items where list_id = %s", [world.list_id]
    ).fetchone()
    assert row == (0,)


def test_a_column_that_goes_gives_its_slot_back(
    database: Database, world: World, connect_as: ConnectAs, jobs: Any
) -> None:
    world.give_slots(database, "price", "rooms")
    manager = connect_as("manager")
    query = {"sort": [{"column": "price"}], "limit": 1000}
    before = ask(manager, world.list_id, query)["items"]
    manager.execute(
        "update public.list_columns set deleted_at = now() where list_id = %s and key = 'price'",
        [world.list_id],
    )
    assert states(world)["price"] == ("n1", "clearing") and jobs() == 1
    world.insert(price=None)  # nobody writes to a column in the trash
    manager.execute(
        "update public.list_columns set deleted_at = null where list_id = %s and key = 'price'",
        [world.list_id],
    )
    restored = ask(manager, world.list_id, query)["items"]
    assert [i["id"] for i in restored if i["id"] in {b["id"] for b in before}] == [b["id"] for b in before]
    run_job(database, world.list_id)
    assert states(world) == {"rooms": ("n2", "ready")}
    row = world.superuser.execute("select count(n1) from public.items").fetchone()
    assert row == (0,)
    world.give_slots(database, "price")
    assert states(world)["price"] == ("n1", "ready") and world.wrong_slots() == []
    manager.execute(
        "update public.list_columns set name = 'Asking', position = 9 where list_id = %s and key = 'price'",
        [world.list_id],
    )
    assert states(world)["price"] == ("n1", "ready"), "a new name is no new column"


def test_the_ninth_column_waits_for_one_that_is_no_longer_asked(database: Database, world: World) -> None:
    numbers = ("price", "size", "rooms", "share", "stars", "drive", "sold", "listed")
    world.give_slots(database, *numbers)
    world.give_slots(database, "seen")
    assert states(world)["seen"] == (None, "wanted")
    idle = next(key for key, (slot, _) in states(world).items() if slot == "n3")
    world.superuser.execute(
        "update private.list_slots set used_at = now() - interval '8 days' where slot = 'n3'"
    )
    run_job(database, world.list_id)
    run_job(database, world.list_id)
    assert states(world)["seen"] == ("n3", "ready") and idle not in states(world)
    assert world.wrong_slots() == []


def test_a_writer_in_the_midst_keeps_the_job_waiting(
    database: Database, world: World, connect_as: ConnectAs
) -> None:
    """A slot given while somebody writes without it would miss the rows nobody else can see yet."""
    editor = connect_as("editor")
    world.superuser.execute(WANT, [world.list_id, ["price"]])
    done = threading.Event()
    with editor.transaction():
        editor.execute(
            "insert into public.items (list_id, values) values (%s, '{\"price\": 1}')", [world.list_id]
        )

        def work() -> None:
            run_job(database, world.list_id)
            done.set()

        job = threading.Thread(target=work)
        job.start()
        assert not done.wait(1)
        editor.execute(
            "insert into public.items (list_id, values) values (%s, '{\"price\": 2}')", [world.list_id]
        )
    job.join(30)
    assert done.is_set() and states(world)["price"] == ("n1", "ready")
    assert world.wrong_slots() == []


@pytest.mark.parametrize(
    "level", [IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ], ids=lambda v: v.name.lower()
)
def test_slots_come_and_go_under_writers(
    database: Database, world: World, connect_as: ConnectAs, level: IsolationLevel
) -> None:
    """Writers and readers go on while columns get slots, lose them and are trashed and restored."""
    stop, failures = threading.Event(), []
    counts = {"written": 0, "read": 0}

    def write(name: str) -> None:
        connection = connect_as(name)
        connection.isolation_level = level
        while not stop.is_set():
            try:
                with connection.transaction():
                    connection.execute("select count(*) from public.items")
                    connection.execute(INSERT, [world.list_id])
                    connection.execute(UPDATE, [world.list_id])
                counts["written"] += 1
            except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
                continue
            except psycopg.errors.CheckViolation as error:
                if "is in the trash" not in str(error):  # as the column is just now
                    failures.append(error)
            except Exception as error:
                failures.append(error)

    def read() -> None:
        connection = connect_as("member")
        while not stop.is_set():
            try:
                with connection.transaction():
                    connection.execute("set transaction isolation level repeatable read")
                    rows = connection.execute(
                        ITEMS,
                        [world.list_id],
                    ).fetchall()
                    oracle = Oracle(world.columns)
                    sort = [{"column": "rooms", "direction": "desc"}, {"column": "price"}]
                    expected = [i["id"] for i in oracle.sorted([decoded(text) for (text,) in rows], sort)][
                        :1000
                    ]
                    found = ask(connection, world.list_id, {"sort": sort, "limit": 1000})["items"]
                    assert [i["id"] for i in found] == expected
                counts["read"] += 1
            except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
                continue
            except (psycopg.errors.CheckViolation, AssertionError) as error:
                if "no column with the key" not in str(error):  # it is in the trash just now
                    failures.append(error)
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=write, args=[name]) for name in ("editor", "admin")]
    threads += [threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    manager = connect_as("manager")
    try:
        for _ in range(4):
            world.give_slots(database, "price", "rooms", "address")
            manager.execute(
                "update public.list_columns set deleted_at = now() where list_id = %s and key = 'rooms'",
                [world.list_id],
            )
            manager.execute(
                "update public.list_columns set deleted_at = null where list_id = %s and key = 'rooms'",
                [world.list_id],
            )
            run_job(database, world.list_id, batch=50)
            assert not failures, failures[0]
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
    assert not failures, failures[0]
    run_job(database, world.list_id)
    assert world.wrong_slots() == [] and counts["written"] > 3 and counts["read"] > 1, counts


def test_a_job_begun_again_does_no_harm(database: Database, world: World) -> None:
    world.superuser.execute(WANT, [world.list_id, ["price", "address"]])
    with psycopg.connect(database.worker_url, autocommit=True) as worker:
        progress = None
        for _ in range(3):  # and then it is killed
            row = worker.execute(
                "select private.fill_slots(%s, %s::jsonb, 5)::text", [world.list_id, progress]
            ).fetchone()
            assert row is not None
            progress = row[0]
    assert {state for _, state in states(world).values()} == {"filling"}
    world.superuser.execute(
        "update public.list_columns set deleted_at = now() where list_id = %s and key = 'price'",
        [world.list_id],
    )
    with psycopg.connect(database.worker_url, autocommit=True) as worker:
        while progress is not None:  # one that did not know that it was dead
            row = worker.execute(
                "select private.fill_slots(%s, %s::jsonb, 50)::text", [world.list_id, progress]
            ).fetchone()
            assert row is not None
            progress = row[0]
    assert states(world) == {"address": ("t1", "ready")}
    assert world.wrong_slots() == []


def test_a_page_behind_a_place_begins_there(database: Database, world: World) -> None:
    """Another bound on the same side would have the index begin where the list does."""
    world.give_slots(database, "price", "address")
    for column, direction, place, begins in (
        ("price", "desc", "5", "(i.n1, i.id) < ("),
        ("address", "asc", "elm", "(i.t1, i.id) > ("),
    ):
        row = world.superuser.execute(
            "select private.query_branches(private.sort_keys(%s, %s::jsonb, '$'), %s, %s)",
            [
                world.list_id,
                f'[{{"column": "{column}", "direction": "{direction}"}}]',
                ["0", place, str(UUID(int=7))],
                direction == "desc",
            ],
        ).fetchone()
        assert row is not None
        first, empty = row[0]
        assert first.startswith(begins), first
        assert " = " in empty
