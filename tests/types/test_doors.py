"""Unique values, numbers and members through REST and as a Supabase client writes them."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.api.conftest import Api
from tests.support import people as named
from tests.support.doors import postgrest_envelope
from tests.support.server import Database

COLUMNS = [
    {"key": "mls", "name": "MLS", "type": "text", "is_unique": True, "config": {"pattern": "[A-Z]-\\d+"}},
    {"key": "agent", "name": "Agent", "type": "user"},
    {"key": "no", "name": "No.", "type": "auto_number"},
    {"key": "made", "name": "Made", "type": "created_at"},
]


@pytest.fixture
def listings(api: Api, workspace: str) -> str:
    """A list made through REST."""
    answer = api.post(
        "/lists",
        "manager",
        headers={"X-Workspace-Id": workspace},
        json={"name": "Listings", "columns": COLUMNS},
    )
    assert answer.status_code == 201, answer.text
    assert [column["is_unique"] for column in answer.json()["columns"]] == [True, False, False, False]
    return str(answer.json()["id"])


def items(*values: dict[str, Any]) -> dict[str, Any]:
    return {"items": [{"values": each} for each in values]}


def test_rest_names_item_column_and_value(api: Api, listings: str) -> None:
    path = f"/lists/{listings}/items"
    made = api.post(path, "editor", json=items({"mls": "A-1"}, {"mls": "A-2"}))
    assert made.status_code == 201
    first, second = made.json()["items"]
    assert (first["number"], second["number"]) == (1, 2)
    answer = api.post(path, "editor", json=items({"mls": "A-3"}, {"mls": "A-2"}))
    assert (answer.status_code, answer.json()["type"]) == (409, "unique_value")
    [problem] = answer.json()["errors"]
    assert (problem["row"], problem["field"], problem["code"], problem["value"]) == (
        1,
        "mls",
        "unique_value",
        "A-2",
    )
    assert second["id"] in problem["message"]

    swap = [
        {"id": first["id"], "values": {"mls": "A-2"}},
        {"id": second["id"], "values": {"mls": "A-1"}},
    ]
    assert api.patch(path, "editor", json={"items": swap}).status_code == 200
    assert api.delete(f"/items/{first['id']}", "editor").status_code == 200
    assert api.post(path, "editor", json={"values": {"mls": "A-2"}}).status_code == 201
    answer = api.post(f"/items/{first['id']}/restore", "editor")
    assert (answer.status_code, answer.json()["type"]) == (409, "unique_value")
    assert answer.json()["errors"][0]["item_id"] == first["id"]


def test_rest_refuses_what_cannot_be_unique(api: Api, listings: str) -> None:
    api.post(f"/lists/{listings}/items", "editor", json=items({"mls": "A-1"}, {"mls": "A-2"}))
    [mls, *_] = api.get(f"/lists/{listings}/columns", "manager").json()["columns"]
    column = f"/lists/{listings}/columns/{mls['id']}"
    assert api.patch(column, "manager", json={"is_unique": False}).json()["is_unique"] is False
    api.post(f"/lists/{listings}/items", "editor", json=items({"mls": "A-1"}, {"mls": "A-1"}, {"mls": "A-2"}))
    answer = api.patch(column, "manager", json={"is_unique": True})
    assert (answer.status_code, answer.json()["type"]) == (409, "column_not_unique")
    assert "5 items share 2 values" in answer.json()["detail"]
    assert [problem["value"] for problem in answer.json()["errors"]] == ["A-1", "A-2"]
    answer = api.patch(column, "manager", json={"config": {"pattern": "(a)\\1"}})
    assert (answer.status_code, answer.json()["type"]) == (422, "column_config_invalid")


def test_rest_refuses_what_nobody_writes(api: Api, listings: str, people: dict[str, UUID]) -> None:
    path = f"/lists/{listings}/items"
    answer = api.post(path, "editor", json=items({}, {"no": 7, "agent": str(people["outsider"])}))
    assert (answer.status_code, answer.json()["type"]) == (422, "item_values_invalid")
    assert [(problem["row"], problem["field"], problem["code"]) for problem in answer.json()["errors"]] == [
        (1, "no", "read_only"),
        (1, "agent", "unknown_member"),
    ]


def test_a_supabase_client_meets_the_same(database: Database, listings: str, people: dict[str, UUID]) -> None:
    claims = named.claims(people["editor"], "editor")
    statement = (
        "insert into public.items (list_id, values) values (%s, %s::jsonb) returning number, values ->> 'mls'"
    )
    with psycopg.connect(database.api_url, autocommit=True) as connection:

        def insert(values: str) -> Any:
            return postgrest_envelope(connection, "authenticated", claims, statement, [listings, values])

        assert insert('{"mls": "B-1"}') == [(1, "B-1")]
        for values, name in (
            ('{"mls": "B-1"}', "unique_value"),
            ('{"mls": "b-1"}', "item_values_invalid"),
            ('{"no": 1}', "item_values_invalid"),
        ):
            with pytest.raises(psycopg.Error) as raised:
                insert(values)
            assert raised.value.diag.constraint_name == name
