"""Search over HTTP."""

from typing import get_args

import psycopg
import pytest

from api.search import SearchKind
from tests.api.conftest import Api


@pytest.fixture
def found(api: Api, workspace: str) -> str:
    """An item with a comment."""
    headers = {"X-Workspace-Id": workspace}
    columns = [{"name": "Address", "type": "text"}]
    made = api.post("/lists", "manager", json={"name": "Homes", "columns": columns}, headers=headers).json()
    item = api.post(f"/lists/{made['id']}/items", "editor", json={"values": {"address": "7 Café Row"}}).json()
    assert api.post(f"/items/{item['id']}/comments", "member", json={"body": "A cafe!"}).status_code == 201
    return str(item["id"])


def test_search(api: Api, workspace: str, found: str) -> None:
    headers = {"X-Workspace-Id": workspace}
    answer = api.get("/search?q=CAF%C3%89", "member", headers=headers)
    assert answer.status_code == 200, answer.text
    assert {(hit["kind"], hit["item_id"]) for hit in answer.json()["hits"]} == {
        ("item", found),
        ("comment", found),
    }
    only = api.get("/search?q=caf+row&kind=item&kind=comment&limit=1", "member", headers=headers).json()
    assert [(hit["id"], hit["field_name"], hit["snippet"]) for hit in only["hits"]] == [
        (found, "Address", "7 Café Row")
    ]
    comments = api.get("/search?q=cafe&kind=comment", "member", headers=headers).json()
    assert [hit["title"] for hit in comments["hits"]] == ["7 Café Row"]
    first = api.get("/search?q=cafe&limit=1", "member", headers=headers).json()
    second = api.get(
        f"/search?q=cafe&limit=1&cursor={first['next_cursor']}", "member", headers=headers
    ).json()
    assert first["hits"][0]["id"] != second["hits"][0]["id"] and second["next_cursor"] is None


@pytest.mark.parametrize(
    ("query", "status", "slug"),
    [
        ("q=", 422, "invalid_input"),
        ("", 422, "invalid_input"),
        ("q=a&kind=building", 422, "invalid_input"),
        ("q=a&limit=0", 422, "invalid_input"),
        ("q=a&cursor=AAAA", 422, "cursor_invalid"),
        ("q=" + "+".join("abcdefghijk"), 422, "search_invalid"),
    ],
)
def test_refusals(api: Api, workspace: str, query: str, status: int, slug: str) -> None:
    answer = api.get(f"/search?{query}", "member", headers={"X-Workspace-Id": workspace})
    assert (answer.status_code, answer.json()["type"]) == (status, slug), answer.text


def test_who_may(api: Api, workspace: str) -> None:
    headers = {"X-Workspace-Id": workspace}
    assert api.get("/search?q=a", "outsider", headers=headers).json()["type"] == "workspace_not_found"
    assert api.get("/search?q=a", "member").json()["type"] == "workspace_required"
    assert api.get("/search?q=a", headers=headers).status_code == 401


def test_kinds_are_those_of_the_database(superuser: psycopg.Connection) -> None:
    row = superuser.execute("select private.search_kinds()").fetchone()
    assert row is not None and row[0] == list(get_args(SearchKind))
