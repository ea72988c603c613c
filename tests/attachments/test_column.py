"""The thirty-second type: a cell is the files of the item under the column."""

from typing import Any

import pytest

from tests.attachments.conftest import Office, slug


@pytest.fixture(scope="module")
def homes(desk: Office) -> dict[str, str]:
    """Four items of a list of their own with none, one, two and three photos; one of three in the trash."""
    made = desk.api.post(
        "/lists",
        "manager",
        json={
            "name": "Flats",
            "columns": [
                {"name": "Name", "type": "text"},
                {"name": "Photos", "type": "attachment"},
                {"name": "Files", "type": "formula", "config": {"formula": 'join("+", {Photos})'}},
            ],
        },
        headers={"X-Workspace-Id": desk.workspace},
    )
    assert made.status_code == 201, made.text
    found = {"list": made.json()["id"], "column": made.json()["columns"][1]["id"]}
    for n in range(4):
        item = desk.api.post(
            f"/lists/{found['list']}/items", "editor", json={"values": {"name": f"n{n}"}}
        ).json()
        found[f"n{n}"] = item["id"]
        for k in range(n):
            sent = desk.attach(item["id"], b"x", f"Photo {k}.txt", form={"column_id": found["column"]})
        desk.attach(item["id"], b"x", "besides.txt")  # hangs on the item itself
    desk.api.delete(f"/attachments/{sent['id']}", "editor")
    return found


def ask(desk: Office, homes: dict[str, str], **query: Any) -> Any:
    """POST items/query."""
    return desk.api.post(f"/lists/{homes['list']}/items/query", "member", json=query)


def test_a_cell_is_its_files_in_order(desk: Office, homes: dict[str, str]) -> None:
    cell = desk.api.get(f"/items/{homes['n3']}", "member").json()["computed"]
    assert [f["name"] for f in cell["photos"]] == ["Photo 0.txt", "Photo 1.txt"]
    assert cell["files"] == "Photo 0.txt+Photo 1.txt"
    assert cell["photos"][0].keys() == {
        *("id", "name", "size", "media_type", "width", "height", "page_count", "preview_state")
    }
    desk.api.patch(f"/attachments/{cell['photos'][1]['id']}", "editor", json={"position": 1})
    page = ask(desk, homes, fields=["name", "photos"]).json()["items"]
    by_name = {i["values"]["name"]: [f["name"] for f in i["computed"]["photos"]] for i in page}
    assert by_name["n0"] == [] and by_name["n3"] == ["Photo 1.txt", "Photo 0.txt"]


@pytest.mark.parametrize(
    ("operator", "value", "found"),
    [
        ("is_empty", None, "n0"),
        ("is_not_empty", None, "n1 n2 n3"),
        ("contains", "PHOTO 1", "n2 n3"),
        ("not_contains", "photo 1", "n0 n1"),
        ("count_equals", 2, "n2 n3"),
        ("count_equals", 0, "n0"),
        ("count_gte", 1, "n1 n2 n3"),
        ("count_lte", 1, "n0 n1"),
    ],
)
def test_filters(desk: Office, homes: dict[str, str], operator: str, value: Any, found: str) -> None:
    condition = {"column": "photos", "operator": operator} | ({} if value is None else {"value": value})
    answer = ask(desk, homes, filter=condition, sort=[{"column": "name"}])
    assert answer.status_code == 200, answer.text
    assert " ".join(i["values"]["name"] for i in answer.json()["items"]) == found


def test_what_cannot_be_asked(desk: Office, homes: dict[str, str]) -> None:
    for query in (
        {"sort": [{"column": "photos"}]},
        {"filter": {"column": "photos", "operator": "equals", "value": "a"}},
        {"filter": {"column": "photos", "operator": "count_gte", "value": "many"}},
        {"filter": {"column": "photos", "operator": "contains", "value": 1}},
    ):
        assert slug(ask(desk, homes, **query)) == (422, "query_invalid"), query
    footer = ask(desk, homes, aggregates=[{"column": "photos", "function": "filled"}])
    assert footer.status_code == 200, footer.text
    assert [each["value"] for each in footer.json()["aggregates"]] == [3]


def test_rules_of_the_column(desk: Office, homes: dict[str, str]) -> None:
    columns = f"/lists/{homes['list']}/columns"
    for more in ({"is_required": True}, {"is_unique": True}, {"default_value": []}, {"config": {"max": 1}}):
        answer = desk.api.post(columns, "manager", json={"name": "X", "type": "attachment"} | more)
        assert slug(answer) == (422, "column_config_invalid"), more
    required = desk.api.post(
        columns, "manager", json={"name": "X", "type": "attachment", "is_required": True}
    )
    assert "cannot be required" in required.json()["detail"]
    made = {"values": {"photos": [{"name": "a"}]}}
    assert slug(desk.api.post(f"/lists/{homes['list']}/items", "editor", json=made)) == (
        422,
        "item_values_invalid",
    )
    name = desk.superuser.execute(
        "select id from public.list_columns where list_id = %s and key = 'name'", [homes["list"]]
    ).fetchone()
    assert name is not None
    for column, type_, said in (
        (homes["column"], "text", "Files are no values"),
        (name[0], "attachment", "Values do not become files"),
    ):
        refused = desk.api.post(f"/columns/{column}/convert/preview", "manager", json={"type": type_})
        assert slug(refused) == (422, "conversion_invalid")
        assert said in refused.json()["detail"]


def test_files_of_linked_items(desk: Office, homes: dict[str, str]) -> None:
    photos = {"relation": "flats", "field": "photos"}
    columns = [
        {"name": "Name", "type": "text"},
        {"name": "Flats", "type": "relation", "config": {"target_list_id": homes["list"]}},
        {"name": "Photos", "type": "lookup", "config": photos},
        {
            "name": "How many",
            "type": "rollup",
            "config": {"relation": "flats", "field": "photos", "function": "count_filled"},
        },
        {"name": "Names", "type": "formula", "config": {"formula": 'join(", ", {Photos})'}},
    ]
    made = desk.api.post(
        "/lists",
        "manager",
        json={"name": "Owners", "columns": columns},
        headers={"X-Workspace-Id": desk.workspace},
    )
    assert made.status_code == 201, made.text
    owners = made.json()["id"]
    item = desk.api.post(f"/lists/{owners}/items", "editor", json={"values": {"name": "Ada"}}).json()["id"]
    none = desk.api.post(f"/lists/{owners}/items", "editor", json={"values": {"name": "Bob"}}).json()["id"]
    linked = desk.api.post(
        f"/items/{item}/links/flats", "editor", json={"item_ids": [homes["n0"], homes["n2"], homes["n1"]]}
    )
    assert linked.status_code < 300, linked.text
    computed = desk.api.get(f"/items/{item}", "member").json()["computed"]
    assert [f["name"] for f in computed["photos"]] == ["Photo 0.txt", "Photo 1.txt", "Photo 0.txt"]
    assert (computed["how_many"], computed["names"]) == (2, "Photo 0.txt, Photo 1.txt, Photo 0.txt")
    assert desk.api.get(f"/items/{none}", "member").json()["computed"]["photos"] == []
    query = {"filter": {"column": "photos", "operator": "count_gte", "value": 3}}
    answer = desk.api.post(f"/lists/{owners}/items/query", "member", json=query)
    assert [i["id"] for i in answer.json()["items"]] == [item]


def test_a_gallery_shows_them(desk: Office, homes: dict[str, str]) -> None:
    view = {"name": "Gallery", "kind": "gallery", "settings": {"cover_column": "photos"}}
    made = desk.api.post(f"/lists/{homes['list']}/views", "manager", json=view)
    assert made.status_code == 201, made.text
    opened = desk.api.post(f"/views/{made.json()['id']}/open", "manager", json={})
    assert opened.status_code == 200, opened.text
    assert [len(i["computed"]["photos"]) for i in opened.json()["items"]] == [0, 1, 2, 2]


def test_an_import_fetches_nothing(desk: Office, homes: dict[str, str]) -> None:
    """A link in a cell is told, not followed; nothing of the file comes in."""
    content = b"Name,Photos\nn9,http://127.0.0.1:1/secret\n"
    sent = desk.api.post(
        "/imports",
        "manager",
        data={"list_id": homes["list"], "workspace_id": desk.workspace},
        files={"file": ("a.csv", content, "text/csv")},
    )
    assert sent.status_code == 202, sent.text
    desk.work("imports")
    told = desk.api.get(f"/imports/{sent.json()['id']}", "manager").json()
    assert (told["status"], told["error"]["code"]) == ("failed", "column_is_read_only")
    assert "uploaded" in told["error"]["message"]
    assert (
        ask(desk, homes, filter={"column": "name", "operator": "equals", "value": "n9"}).json()["items"] == []
    )
