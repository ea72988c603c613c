"""The query route: what it passes on, answers and refuses."""

from typing import Any

import psycopg
import pytest

from tests.api.conftest import Api

COLUMNS = [
    {"name": "Address", "type": "text"},
    {"name": "Price", "type": "currency", "config": {"currency": "EUR"}},
    {
        "name": "Status",
        "type": "select",
        "config": {"options": [{"id": "open", "label": "Open"}, {"id": "sold", "label": "Sold"}]},
    },
]


@pytest.fixture
def path(api: Api, workspace: str) -> str:
    """A list with five homes."""
    made = api.post(
        "/lists", "manager", json={"name": "Homes", "columns": COLUMNS}, headers={"X-Workspace-Id": workspace}
    )
    items = [
        {"values": {"address": f"{n} Elm St", "price": n * 100, "status": "sold" if n % 2 else "open"}}
        for n in range(1, 5)
    ]
    path = f"/lists/{made.json()['id']}/items"
    assert api.post(path, "editor", json={"items": [*items, {"values": {}}]}).status_code == 201
    return path + "/query"


def ask(api: Api, path: str, **query: Any) -> Any:
    answer = api.post(path, "member", json=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def prices(answer: Any) -> list[Any]:
    return [item["values"].get("price") for item in answer["items"]]


def test_everything_at_once(api: Api, path: str) -> None:
    answer = ask(
        api,
        path,
        filter={
            "and": [
                {"column": "price", "operator": "gte", "value": 200},
                {"not": {"column": "status", "operator": "is_empty"}},
            ]
        },
        sort=[{"column": "price", "direction": "desc", "nulls": "last"}],
        aggregates=[{"column": "price", "function": "sum"}, {"column": "status", "function": "unique"}],
        fields=["price"],
        limit=2,
        count=True,
        time_zone="Europe/Berlin",
    )
    assert [item["values"] for item in answer["items"]] == [{"price": 400}, {"price": 300}]
    assert answer["count"] == {"rows": 3, "is_capped": False}
    assert [a["value"] for a in answer["aggregates"]] == [900, 2]
    assert answer["next_cursor"] and answer["previous_cursor"] is None


def test_forward_and_backward(api: Api, path: str) -> None:
    sort = [{"column": "price"}]
    pages = [ask(api, path, sort=sort, limit=2)]
    while pages[-1]["next_cursor"]:
        pages.append(ask(api, path, sort=sort, limit=2, cursor=pages[-1]["next_cursor"]))
    assert [prices(page) for page in pages] == [[100, 200], [300, 400], [None]]
    back = ask(api, path, sort=sort, limit=2, cursor=pages[-1]["previous_cursor"])
    assert prices(back) == [300, 400]


def test_groups_then_items_of_a_group(api: Api, path: str) -> None:
    group_by = [{"column": "status", "direction": "desc"}]
    answer = ask(api, path, group_by=group_by, aggregates=[{"column": "price", "function": "avg"}])
    assert [(g["values"], g["count"]) for g in answer["groups"]] == [
        (["sold"], 2),
        (["open"], 2),
        ([None], 1),
    ]
    assert answer["groups"][0]["aggregates"][0]["value"] == 200
    assert prices(ask(api, path, group_by=group_by, group=["sold"], sort=[{"column": "price"}])) == [100, 300]
    assert prices(ask(api, path, group_by=group_by, group=[None])) == [None]
    assert ask(api, path, group_by=group_by, limit=2)["has_more_groups"] is True


def test_refusals(api: Api, path: str) -> None:
    refused = api.post(
        path, "member", json={"filter": {"or": [{"column": "price", "operator": "contains", "value": "1"}]}}
    )
    assert (refused.status_code, refused.json()["type"]) == (422, "query_invalid")
    assert refused.json()["errors"][0]["field"] == "$.filter.or[0].operator"
    assert "equals" in refused.json()["errors"][0]["message"]
    for query, status, slug in (
        ({"sort": [{"column": "price", "direction": "sideways"}]}, 422, "invalid_input"),
        ({"limit": 1001}, 422, "invalid_input"),
        ({"nonsense": 1}, 422, "invalid_input"),
        ({"cursor": "AAAA"}, 422, "cursor_invalid"),
        ({"filter": {"column": "nope", "operator": "equals", "value": 1}}, 422, "query_invalid"),
    ):
        answer = api.post(path, "member", json=query)
        assert (answer.status_code, answer.json()["type"]) == (status, slug), answer.text
    assert api.post(path, "outsider", json={}).json()["type"] == "list_not_found"
    assert api.post(path, json={}).status_code == 401


def test_operators_of_the_docs_are_those_of_the_database(superuser: psycopg.Connection) -> None:
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "query.md").read_text()
    for table, columns in (
        ("filter_operators", "family, operator, value_form, description"),
        ("aggregate_functions", "family, function, description"),
    ):
        rows = superuser.execute(
            f"select {columns} from public.{table} order by position".encode()
        ).fetchall()
        lines = [f"| `{family}` | `{name}` | " + " | ".join(rest) + " |" for family, name, *rest in rows]
        found = [
            line
            for line in text.partition(f"<!-- {table} -->")[2].partition("<!-- end -->")[0].splitlines()
            if line.startswith("| `")
        ]
        assert found == lines
