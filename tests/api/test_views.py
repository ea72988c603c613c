"""Views and comments over HTTP: made, opened in one request, shared, locked, broken."""

from typing import Any

import psycopg
import pytest

from tests.api.conftest import Api

OPTIONS = {"options": [{"id": "open", "label": "Open"}, {"id": "sold", "label": "Sold"}]}
COLUMNS = [
    {"name": "Address", "type": "text"},
    {"name": "Price", "type": "currency", "config": {"currency": "EUR"}},
    {"name": "Status", "type": "select", "config": OPTIONS},
    {"name": "From", "type": "date", "key": "starts"},
    {"name": "Until", "type": "datetime", "key": "ends"},
    {"name": "Picture", "type": "url"},
]


@pytest.fixture
def homes(api: Api, workspace: str) -> Any:
    """A list with five homes."""
    made = api.post(
        "/lists", "manager", json={"name": "Homes", "columns": COLUMNS}, headers={"X-Workspace-Id": workspace}
    ).json()
    items = [
        {
            "values": {
                "address": f"{n} Elm St",
                "price": n * 100,
                "status": "sold" if n % 2 else "open",
                "starts": f"2026-03-0{n}",
                "ends": f"2026-03-1{n}T12:00:00Z",
            }
        }
        for n in range(1, 5)
    ]
    answer = api.post(f"/lists/{made['id']}/items", "editor", json={"items": [*items, {"values": {}}]})
    assert answer.status_code == 201
    return made


def create(api: Api, homes: Any, who: str = "manager", **view: Any) -> Any:
    answer = api.post(f"/lists/{homes['id']}/views", who, json={"name": "Mine", **view})
    assert answer.status_code == 201, answer.text
    return answer.json()


def open_(api: Api, view: Any, who: str = "manager", **options: Any) -> Any:
    answer = api.post(f"/views/{view['id']}/open", who, json=options)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"]


def prices(items: Any) -> list[Any]:
    return [item["values"].get("price") for item in items]


def test_a_grid_opens_in_one_request(api: Api, homes: Any) -> None:
    view = create(
        api,
        homes,
        is_shared=True,
        query={
            "filter": {"column": "price", "operator": "gt", "value": 100},
            "sort": [{"column": "price", "direction": "desc"}],
            "aggregates": [{"column": "price", "function": "sum"}],
        },
        settings={"columns": [{"column": "price", "width": 90}, {"column": "status", "is_hidden": True}]},
    )
    opened = open_(api, view, "member", limit=2, count=True)
    assert opened["view"] == view and opened["problems"] == [] and opened["groups"] is None
    assert [c["key"] for c in opened["list"]["columns"]][:2] == ["address", "price"]
    assert prices(opened["items"]) == [400, 300]
    assert opened["count"] == {"rows": 3, "is_capped": False}
    assert opened["aggregates"][0]["value"] == 900
    more = open_(api, view, "member", limit=2, cursor=opened["next_cursor"])
    assert prices(more["items"]) == [200] and more["list"] is None
    extra = {"column": "status", "operator": "equals", "value": "sold"}
    assert prices(open_(api, view, filter=extra)["items"]) == [300]
    assert prices(open_(api, view, sort=[{"column": "price"}])["items"]) == [200, 300, 400]
    assert open_(api, view, fields=["price"])["items"][0]["values"] == {"price": 400}
    refused = api.post(f"/views/{view['id']}/open", "member", json={"filter": {**extra, "column": "nope"}})
    assert refusal(refused) == (422, "query_invalid")
    assert refused.json()["errors"][0]["field"] == "$.filter.column"
    assert refusal(api.post(f"/views/{view['id']}/open", "outsider", json={})) == (404, "view_not_found")


def test_a_grid_with_groups(api: Api, homes: Any) -> None:
    view = create(api, homes, query={"group_by": [{"column": "status"}]})
    opened = open_(api, view)
    assert [(g["values"], g["count"], g["items"]) for g in opened["groups"]] == [
        (["open"], 2, []),
        (["sold"], 2, []),
        ([None], 1, []),
    ]
    assert [len(g["items"]) for g in open_(api, view, items_per_group=1)["groups"]] == [1, 1, 1]


def test_a_kanban_has_stacks_with_their_first_cards(api: Api, homes: Any) -> None:
    view = create(
        api, homes, kind="kanban", settings={"group_column": "status"}, query={"sort": [{"column": "price"}]}
    )
    groups = open_(api, view, items_per_group=1)["groups"]
    assert [(g["values"], g["count"], prices(g["items"])) for g in groups] == [
        (["open"], 2, [200]),
        (["sold"], 2, [100]),
        ([None], 1, [None]),
    ]
    rest = open_(api, view, group=["sold"], cursor=groups[1]["next_cursor"], limit=1)
    assert prices(rest["items"]) == [300] and rest["groups"] is None and rest["next_cursor"] is None
    for settings in ({}, {"group_column": "price"}, {"group_column": "nope"}, {"group_column": 1}):
        answer = api.post(
            f"/lists/{homes['id']}/views",
            "member",
            json={"name": "No", "kind": "kanban", "settings": settings},
        )
        assert refusal(answer) == (422, "view_invalid")
        assert answer.json()["errors"][0]["field"] == "settings.group_column"


def test_a_calendar_shows_what_has_a_part_in_its_days(api: Api, homes: Any) -> None:
    march = {"from": "2026-03-03", "to": "2026-03-04", "time_zone": "UTC"}
    view = create(api, homes, kind="calendar", settings={"start_column": "starts"})
    opened = open_(api, view, **march)
    assert prices(opened["items"]) == [300, 400]
    assert opened["range"] == {"from": "2026-03-03", "to": "2026-03-04"}
    assert open_(api, view)["range"]["from"].endswith("-01")
    long = create(
        api, homes, kind="calendar", settings={"start_column": "starts", "end_column": "ends", "scale": None}
    )
    assert "scale" not in long["settings"]
    assert prices(open_(api, long, **march)["items"]) == [100, 200, 300, 400]
    assert prices(open_(api, long, **{**march, "from": "2026-03-13", "to": "2026-03-20"})["items"]) == [
        300,
        400,
    ]
    for options, field in (({"from": "2026-03-01"}, "$.to"), ({"from": "x", "to": "y"}, "$.from")):
        answer = api.post(f"/views/{view['id']}/open", "manager", json=options)
        assert refusal(answer) == (422, "query_invalid")
        assert answer.json()["errors"][0]["field"] == field


def test_a_gallery(api: Api, homes: Any) -> None:
    view = create(api, homes, kind="gallery", settings={"cover_column": "picture", "card_size": "large"})
    assert len(open_(api, view)["items"]) == 5
    answer = api.patch(f"/views/{view['id']}", "manager", json={"settings": {"cover_column": "price"}})
    assert refusal(answer) == (422, "view_invalid")


@pytest.mark.parametrize(
    ("body", "slug", "field"),
    [
        ({"settings": {"nonsense": 1}}, "view_invalid", "settings.nonsense"),
        ({"settings": {"group_column": "status"}}, "view_invalid", "settings.group_column"),
        ({"settings": {"row_height": "huge"}}, "view_invalid", "settings.row_height"),
        ({"settings": {"frozen_columns": 11}}, "view_invalid", "settings.frozen_columns"),
        ({"settings": {"wraps_text": 1}}, "view_invalid", "settings.wraps_text"),
        ({"settings": {"columns": {}}}, "view_invalid", "settings.columns"),
        ({"settings": {"columns": [{"column": "nope"}]}}, "view_invalid", "settings.columns[0].column"),
        ({"settings": {"columns": [{"column": "price", "width": 1}]}}, "view_invalid",
         "settings.columns[0].column"),
        ({"settings": {"columns": [{"column": "price"}] * 2}}, "view_invalid", "settings.columns[1].column"),
        ({"settings": {"columns": [1]}}, "view_invalid", "settings.columns[0].column"),
        ({"query": {"sort": [{"column": "nope"}]}}, "query_invalid", "$.sort[0].column"),
        ({"query": {"group_by": [{"column": "nope"}]}}, "query_invalid", "$.group_by[0].column"),
        ({"query": {"filter": {"and": [{"column": "price", "operator": "contains", "value": "1"}]}}},
         "query_invalid", "$.filter.and[0].operator"),
        ({"query": {"aggregates": [{"column": "address", "function": "sum"}]}}, "query_invalid",
         "$.aggregates[0].function"),
        ({"query": {"limit": 1}}, "invalid_input", "query"),
        ({"kind": "kanban", "settings": {"group_column": "status"},
          "query": {"group_by": [{"column": "status"}]}}, "query_invalid", "$.group_by"),
        ({"kind": "tree"}, "invalid_input", "kind"),
        ({"name": " "}, "check_failed", None),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(api: Api, homes: Any, body: Any, slug: str, field: str | None) -> None:
    answer = api.post(f"/lists/{homes['id']}/views", "member", json={"name": "No", **body})
    assert refusal(answer) == (422, slug), answer.text
    assert field is None or answer.json()["errors"][0]["field"] == field


def test_a_view_outlives_its_columns(api: Api, homes: Any) -> None:
    columns = {c["key"]: c["id"] for c in homes["columns"]}
    gone = {"column": "status", "operator": "equals", "value": "sold"}
    kept = {"column": "price", "operator": "gt", "value": 100}
    view = create(
        api,
        homes,
        query={
            "filter": {"and": [gone, kept, {"not": gone}, {"or": [gone]}, {"or": [gone, kept]}]},
            "sort": [{"column": "status"}, {"column": "price"}],
            "group_by": [{"column": "status"}],
            "aggregates": [
                {"column": "status", "function": "unique"},
                {"column": "price", "function": "sum"},
            ],
        },
        settings={"columns": [{"column": "status"}, {"column": "price"}]},
    )
    board = create(api, homes, kind="kanban", settings={"group_column": "status", "cover_fit": "cover"})
    assert api.delete(f"/lists/{homes['id']}/columns/{columns['status']}", "manager").status_code == 204
    opened = open_(api, view)
    assert prices(opened["items"]) == [200, 300, 400] and opened["groups"] is None
    assert opened["aggregates"] == [{"column": "price", "function": "sum", "value": 900}]
    assert [p["field"] for p in opened["problems"]] == [
        "$.filter.and[0].column",
        "$.filter.and[2].not.column",
        "$.filter.and[3].or[0].column",
        "$.filter.and[4].or[0].column",
        "$.sort[0].column",
        "$.group_by[0].column",
        "$.aggregates[0].column",
        "settings.columns[0].column",
    ]
    opened = open_(api, board)
    assert len(opened["items"]) == 5 and opened["groups"] is None
    assert [p["field"] for p in opened["problems"]] == ["settings.group_column"]
    # It can still be renamed, and copied without what is gone.
    assert api.patch(f"/views/{view['id']}", "manager", json={"name": "Still"}).status_code == 200
    copy = api.post(f"/views/{view['id']}/duplicate", "manager", json={}).json()
    assert copy["name"] == "Still (copy)" and copy["query"]["sort"] == [{"column": "price"}]
    assert copy["settings"] == {"columns": [{"column": "price"}]}
    assert refusal(api.post(f"/views/{board['id']}/duplicate", "manager", json={})) == (422, "view_invalid")


def test_personal_shared_locked(api: Api, homes: Any) -> None:
    path = f"/lists/{homes['id']}/views"
    mine = create(api, homes, "member")
    assert mine["is_shared"] is False and mine["owner_id"] == str(api.people["member"])
    assert refusal(api.get(f"/views/{mine['id']}", "owner")) == (404, "view_not_found")
    assert api.get(path, "owner").json()["views"] == []
    assert refusal(api.post(path, "editor", json={"name": "No", "is_shared": True})) == (
        403,
        "capability_required",
    )
    assert refusal(api.patch(f"/views/{mine['id']}", "member", json={"is_shared": True})) == (
        403,
        "capability_required",
    )
    ours = create(api, homes, is_shared=True)
    at = f"/views/{ours['id']}"
    assert refusal(api.patch(at, "editor", json={"name": "No"})) == (403, "capability_required")
    assert refusal(api.patch(at, "manager", json={"is_locked": True})) == (403, "capability_required")
    locked = api.patch(at, "admin", json={"is_locked": True, "version": 1})
    assert locked.json()["is_locked"] is True
    for change in (
        {"name": "No"},
        {"is_locked": False},
        {"is_shared": False},
        {"settings": {"wraps_text": True}},
    ):
        assert refusal(api.patch(at, "manager", json=change)) == (403, "view_is_locked"), change
    assert refusal(api.delete(at, "manager")) == (403, "view_is_locked")
    assert api.patch(at, "manager", json={"position": 9}).status_code == 200
    assert api.patch(at, "admin", json={"name": "Ours"}).json()["name"] == "Ours"
    assert refusal(api.patch(at, "admin", json={"name": "No", "version": 1})) == (409, "version_conflict")
    own = create(api, homes, "admin")
    assert refusal(api.patch(f"/views/{own['id']}", "admin", json={"is_locked": True})) == (
        422,
        "view_not_shared",
    )
    taken = api.patch(at, "admin", json={"is_shared": False}).json()
    assert (taken["is_locked"], taken["owner_id"]) == (False, str(api.people["admin"]))
    assert refusal(api.get(at, "owner")) == (404, "view_not_found")


def test_order_trash_and_restore(api: Api, homes: Any) -> None:
    path = f"/lists/{homes['id']}/views"
    views = [create(api, homes, name=str(n), is_shared=True) for n in range(3)]
    ids = [view["id"] for view in views]
    ordered = api.post(path + "/order", "manager", json={"view_ids": ids[::-1]})
    assert [v["name"] for v in ordered.json()["views"]] == ["2", "1", "0"]
    assert refusal(api.post(path + "/order", "member", json={"view_ids": ids})) == (
        403,
        "capability_required",
    )
    for wrong in ([ids[0], ids[0]], [ids[0], homes["id"]]):
        assert refusal(api.post(path + "/order", "manager", json={"view_ids": wrong}))[0] == 404
    assert api.delete(f"/views/{ids[0]}", "manager").json()["deleted_at"] is not None
    assert len(api.get(path, "member").json()["views"]) == 2
    assert [v["id"] for v in api.get(path + "?trashed=true", "member").json()["views"]] == [ids[0]]
    assert api.post(f"/views/{ids[0]}/restore", "manager").json()["deleted_at"] is None


def test_comments(api: Api, homes: Any) -> None:
    item = api.get(f"/lists/{homes['id']}/items?limit=1", "member").json()["items"][0]["id"]
    path = f"/items/{item}/comments"
    text = f"@[Ada]({api.people['editor']}) and @[Ada]({api.people['editor']}), have a look"
    first = api.post(path, "member", json={"body": text})
    assert first.status_code == 201 and first.json()["mentions"] == [str(api.people["editor"])]
    thread = first.json()["id"]
    answer = api.post(path, "editor", json={"body": "Done", "parent_id": thread}).json()
    assert refusal(api.post(path, "editor", json={"body": "No", "parent_id": answer["id"]})) == (
        422,
        "comment_is_answer",
    )
    assert refusal(api.post(path, "editor", json={"body": "No", "parent_id": item})) == (
        404,
        "comment_not_found",
    )
    stranger = f"@[Who]({api.people['outsider']})"
    assert refusal(api.post(path, "member", json={"body": stranger})) == (422, "mention_unknown")
    assert refusal(api.post(path, "member", json={"body": " "})) == (422, "comment_invalid")
    assert refusal(api.post(path, "member", json={"body": "x" * 10001})) == (422, "invalid_input")
    assert refusal(api.post(path, "outsider", json={"body": "Hello"})) == (404, "item_not_found")
    page = api.get(path + "?limit=1", "member").json()
    assert [c["id"] for c in page["comments"]] == [thread]
    page = api.get(f"{path}?limit=1&cursor={page['next_cursor']}", "member").json()
    assert [c["id"] for c in page["comments"]] == [answer["id"]] and page["next_cursor"] is None

    at = f"/comments/{thread}"
    assert refusal(api.patch(at, "owner", json={"body": "No"})) == (403, "comment_not_own")
    edited = api.patch(at, "member", json={"body": "Changed", "version": 1}).json()
    assert edited["mentions"] == [] and edited["edited_at"] is not None
    assert refusal(api.patch(at, "member", json={"body": "No", "version": 1})) == (409, "version_conflict")
    resolved = api.patch(at, "editor", json={"is_resolved": True}).json()
    assert resolved["resolved_by"] == str(api.people["editor"])
    assert api.patch(at, "member", json={"is_resolved": False}).json()["resolved_at"] is None
    reply = f"/comments/{answer['id']}"
    assert refusal(api.patch(reply, "editor", json={"is_resolved": True})) == (422, "comment_is_answer")
    assert refusal(api.delete(reply, "manager")) == (403, "comment_not_own")
    assert api.delete(reply, "admin").status_code == 204
    assert [c["id"] for c in api.get(path, "member").json()["comments"]] == [thread]
    assert refusal(api.patch(reply, "member", json={"body": "No"})) == (404, "comment_not_found")
    assert api.delete(f"/items/{item}", "editor").status_code == 200
    assert refusal(api.post(path, "member", json={"body": "Late"})) == (409, "item_in_trash")


def test_kinds_and_settings_of_the_docs_are_those_of_the_database(superuser: psycopg.Connection) -> None:
    from pathlib import Path
    from typing import get_args

    from api.views import Kind

    rows = superuser.execute(
        "select kind, setting, value_form, coalesce(array_to_string(accepts, ', '), ''), description,"
        " is_required from public.view_settings order by position"
    ).fetchall()
    assert set(get_args(Kind)) == {row[0] for row in rows}
    lines = [
        f"| `{kind}` | `{setting}` | {form} | {accepts} | {text}{'; required' if required else ''} |"
        for kind, setting, form, accepts, text, required in rows
    ]
    text = (Path(__file__).parents[2] / "docs" / "views.md").read_text()
    assert [line for line in text.splitlines() if line.startswith("| `")] == lines
