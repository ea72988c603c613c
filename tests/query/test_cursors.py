"""Pages while rows come and go, and cursors that somebody has had in hand."""

import base64
import json
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import ConnectAs
from tests.query.world import World, ask
from tests.support.server import Database

SORTS: list[list[dict[str, str]]] = [
    [],
    [{"column": "price"}],
    [{"column": "price", "direction": "desc", "nulls": "first"}],
    [{"column": "address", "direction": "desc"}, {"column": "rooms"}],
    [{"column": "status", "nulls": "first"}, {"column": "listed", "direction": "desc"}],
]


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: "+".join(n["column"] for n in sort) or "none")
@pytest.mark.parametrize("with_slots", [False, True], ids=["without slots", "with slots"])
def test_a_stable_row_is_seen_once_while_others_come_and_go(
    database: Database, world: World, connect_as: ConnectAs, sort: list[Any], with_slots: bool
) -> None:
    if with_slots:
        world.give_slots(database, "price", "address", "rooms", "status", "listed")
    editor = connect_as("editor")
    stable = [str(item["id"]) for item in world.items()][::2]
    passing = [str(item["id"]) for item in world.items()][1::2]
    query = {"sort": sort, "limit": 4}
    for way in ("next_cursor", "previous_cursor"):
        page = ask(editor, world.list_id, query)
        if way == "previous_cursor":
            while page["next_cursor"]:
                page = ask(editor, world.list_id, {**query, "cursor": page["next_cursor"]})
        seen = [item["id"] for item in page["items"]]
        while page[way]:
            if way == "next_cursor" and with_slots and len(seen) == 8:
                world.superuser.execute("update private.list_slots set state = 'filling'")  # the order stays
            world.insert()
            # The very rows that the cursor stands between may go.
            for gone in [item["id"] for item in page["items"] if item["id"] in passing][:2]:
                editor.execute("update public.items set deleted_at = now() where id = %s", [gone])
                passing.remove(gone)
            page = ask(editor, world.list_id, {**query, "cursor": page[way]})
            seen += [item["id"] for item in page["items"]]
        assert len(seen) == len(set(seen))
        assert set(stable) <= set(seen)


def test_empty_pages_at_the_ends(world: World, connect_as: ConnectAs) -> None:
    editor = connect_as("editor")
    page = ask(editor, world.list_id, {"limit": 50})
    rest = [item["id"] for item in world.items() if item["id"] not in {i["id"] for i in page["items"]}]
    editor.execute("update public.items set deleted_at = now() where id = any (%s::uuid[])", [rest])
    after = ask(editor, world.list_id, {"limit": 50, "cursor": page["next_cursor"]})
    assert (after["items"], after["next_cursor"], after["previous_cursor"]) == ([], None, None)


def test_a_cursor_belongs_to_its_query_and_list(world: World, connect_as: ConnectAs) -> None:
    member, other = connect_as("member"), connect_as("other_owner")
    sort = [{"column": "price"}, {"column": "status"}]
    page = ask(member, world.list_id, {"sort": sort, "limit": 5})
    cursor = page["next_cursor"]
    # These change nothing about the order, so they may differ from page to page.
    assert ask(
        member, world.list_id, {"sort": sort, "limit": 9, "fields": [], "count": True, "cursor": cursor}
    )["items"]
    row = world.superuser.execute("select tests.list(), tests.list('Properties', 'Other')").fetchone()
    assert row is not None
    refused(member, str(row[0]), {"sort": [{"column": "price"}], "cursor": cursor})
    refused(other, str(row[1]), {"sort": [{"column": "price"}], "cursor": cursor})
    refused(member, world.list_id, {"sort": sort[:1], "cursor": cursor})
    refused(member, world.list_id, {"sort": sort, "filter": {"and": []}, "cursor": cursor})
    refused(member, world.list_id, {"sort": [{**sort[0], "direction": "desc"}, sort[1]], "cursor": cursor})
    # The order of the options is part of the order.
    world.superuser.execute(
        """
        update public.list_columns set config = jsonb_build_object('options', jsonb_build_array(
          config #> '{options,1}', config #> '{options,0}', config #> '{options,2}', config #> '{options,3}'))
        where list_id = %s and key = 'status'
        """,
        [world.list_id],
    )
    refused(member, world.list_id, {"sort": sort, "cursor": cursor})


def test_a_forged_cursor_is_refused_or_just_a_place(
    database: Database, world: World, connect_as: ConnectAs
) -> None:
    member = connect_as("member")
    for slots in ((), ("price", "status", "address")):
        world.give_slots(database, *slots)
        for sort in ([{"column": "price"}], [{"column": "status"}, {"column": "address"}]):
            cursor = ask(member, world.list_id, {"sort": sort, "limit": 5})["next_cursor"]
            parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            evil = [
                "'; drop table public.items; --",
                "1e999",
                "NaN",
                "",
                None,
                [1],
                {"a": 1},
                "x" * 5000,
                10**400,
                True,
            ]
            for n in range(len(parts)):
                for value in evil:
                    attempt(member, world.list_id, sort, [*parts[:n], value, *parts[n + 1 :]])
            odds: tuple[Any, ...] = (parts[:-1], [*parts, 1], [], {}, "x", 5, None, [parts])
            for odd in odds:
                attempt(member, world.list_id, sort, odd)
            for text in ("", "=", "%%%", "é", cursor[:-1], cursor + "A", "A" * 20000, "\x00"[:0] + "💥"):
                refused(member, world.list_id, {"sort": sort, "cursor": text})
    assert len(world.items()) == 60


def attempt(connection: psycopg.Connection, list_id: str, sort: list[Any], parts: Any) -> None:
    """Either it is refused, or it is a place in the caller's own list: nothing else may come of it."""
    raw = json.dumps(parts).encode()
    cursor = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    try:
        ask(connection, list_id, {"sort": sort, "limit": 5, "cursor": cursor})
    except psycopg.Error as error:
        assert error.diag.constraint_name in {"cursor_invalid", "query_invalid"}, (parts, error)


def refused(connection: psycopg.Connection, list_id: str, query: dict[str, Any]) -> None:
    with pytest.raises(psycopg.Error) as error:
        ask(connection, list_id, query)
    assert error.value.diag.constraint_name in {"cursor_invalid", "query_invalid"}, error.value


def test_a_place_in_a_list_that_is_hidden_stays_hidden(world: World, connect_as: ConnectAs) -> None:
    cursor = ask(connect_as("member"), world.list_id, {"limit": 5})["next_cursor"]
    for list_id in (world.list_id, str(uuid4())):
        with pytest.raises(psycopg.errors.NoDataFound) as error:
            ask(connect_as("outsider"), list_id, {"limit": 5, "cursor": cursor})
        assert error.value.diag.constraint_name == "list_not_found"
