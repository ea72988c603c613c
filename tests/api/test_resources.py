"""Each resource through its routes, as the person who may and the one who may not."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import Api

COLUMNS = [
    {"name": "Address", "type": "text", "is_required": True},
    {"name": "Price", "type": "currency", "config": {"currency": "EUR"}},
    {"name": "Sold", "type": "boolean", "default_value": False},
]


@pytest.fixture
def homes(api: Api, workspace: str) -> dict[str, Any]:
    """A list of the workspace."""
    made = api.post(
        "/lists", "manager", json={"name": "Homes", "columns": COLUMNS}, headers={"X-Workspace-Id": workspace}
    )
    assert made.status_code == 201, made.text
    body: dict[str, Any] = made.json()
    return body


def slug(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"]


def test_workspaces_have_three_names(api: Api, workspace: str) -> None:
    for name in ("workspaces", "organizations", "tenants"):
        found = api.get(f"/{name}", "editor").json()["workspaces"]
        assert [(w["id"], w["role"]) for w in found] == [(workspace, "editor")]
        assert api.get(f"/{name}/me", "editor").json()["workspaces"] == found
        assert api.get(f"/{name}/{workspace}", "editor").json() == found[0]
        assert api.get(f"/{name}/{workspace}/members", "editor").status_code == 200


def test_workspace_life(api: Api) -> None:
    key = str(uuid4())
    made = api.post("/workspaces", "outsider", json={"name": "Mine", "id": key, "default_currency": "EUR"})
    assert made.status_code == 201
    assert made.json() | {"name": "Mine", "id": key, "role": "owner", "version": 1} == made.json()
    path = f"/workspaces/{key}"
    changed = api.patch(path, "outsider", json={"name": "Ours", "version": 1})
    assert (changed.json()["name"], changed.json()["version"]) == ("Ours", 2)
    assert changed.json()["default_currency"] == "EUR"
    replaced = api("PUT", path, "outsider", json={"name": "Whole", "settings": {"a": 1}})
    assert replaced.json()["default_currency"] == "USD" and replaced.json()["settings"] == {"a": 1}
    assert api("PUT", path, "outsider", json={"name": "Whole"}).json()["settings"] == {}
    gone = api.delete(path, "outsider")
    assert (gone.status_code, gone.content) == (204, b"")
    assert slug(api.get(path, "outsider")) == (404, "workspace_not_found")


def test_members(api: Api, workspace: str) -> None:
    path = f"/workspaces/{workspace}/members"
    members = api.get(path, "member").json()["members"]
    assert [m["role"] for m in members] == ["owner", "admin", "manager", "editor", "member"]
    member = f"{path}/{api.people['member']}"
    raised = api.patch(member, "admin", json={"role": "editor"})
    assert raised.json()["role"] == "editor"
    assert slug(api.patch(member, "admin", json={"role": "owner"})) == (403, "capability_required")
    assert slug(api.patch(member, "editor", json={"role": "member"}))[0] == 403
    assert slug(api.patch(member, "admin", json={"role": "king"})) == (422, "invalid_input")
    assert slug(api.delete(f"{path}/{api.people['owner']}", "admin"))[0] == 403
    assert api.delete(member, "admin").status_code == 204
    assert slug(api.delete(member, "admin")) == (404, "member_not_found")


def test_the_last_owner_stays(api: Api, workspace: str) -> None:
    path = f"/workspaces/{workspace}"
    owner = f"{path}/members/{api.people['owner']}"
    keeps = (409, "workspace_keeps_an_owner")
    assert slug(api.post(f"{path}/leave", "owner")) == keeps
    assert slug(api.patch(owner, "owner", json={"role": "admin"})) == keeps
    assert slug(api.delete(owner, "owner")) == keeps
    handed = api.post(f"{path}/transfer", "owner", json={"user_id": str(api.people["admin"])})
    assert handed.json()["role"] == "owner"
    assert api.post(f"{path}/leave", "owner").status_code == 204
    assert slug(api.get(path, "owner")) == (404, "workspace_not_found")


def test_invitations(api: Api, workspace: str) -> None:
    path = f"/workspaces/{workspace}/invites"
    invitee = api.register("new@example.com")
    headers = {"Authorization": f"Bearer {invitee['access_token']}"}
    made = api.post(path, "admin", json={"email": "New@example.com", "role": "editor"})
    assert made.status_code == 201
    token, identifier = made.json()["token"], made.json()["id"]
    assert slug(api.post(path, "admin", json={"email": "new@example.com"})) == (409, "invitation_exists")
    assert slug(api.post(path, "editor", json={"email": "x@example.com"}))[0] == 403
    listed = api.get(path, "admin").json()["invitations"]
    assert identifier in {i["id"] for i in listed} and all("token" not in i for i in listed)

    preview = api.get(f"/invites/{token}")
    assert preview.status_code == 200
    assert (
        preview.json() | {"workspace": "Demo", "role": "editor", "email": "new@example.com"} == preview.json()
    )
    invalid = (404, "invitation_invalid")
    assert slug(api.get("/invites/nonsense")) == invalid
    assert (
        slug(api.post("/invites/accept", "outsider", json={"token": token})) == invalid
    )  # another's address

    resent = api.post(f"{path}/{identifier}/resend", "admin")
    assert resent.status_code == 200
    assert slug(api.post("/invites/accept", headers=headers, json={"token": token})) == invalid
    accepted = api.post("/invites/accept", headers=headers, json={"token": resent.json()["token"]})
    assert accepted.status_code == 200 and accepted.json()["role"] == "editor"
    again = api.post("/invites/accept", headers=headers, json={"token": resent.json()["token"]})
    assert slug(again) == invalid

    other = api.post(path, "admin", json={"email": "other@example.com"}).json()
    assert api.delete(f"{path}/{other['id']}", "admin").status_code == 204
    assert slug(api.get(f"/invites/{other['token']}")) == invalid


def test_the_permission_table_is_for_everybody(api: Api) -> None:
    table = {c["capability"]: c["minimum_role"] for c in api.get("/capabilities").json()["capabilities"]}
    assert table["items.write"] == "editor" and table["audit.read"] == "admin"


def test_lists(api: Api, workspace: str, homes: dict[str, Any]) -> None:
    path = f"/lists/{homes['id']}"
    assert [c["key"] for c in homes["columns"]] == ["address", "price", "sold"]
    assert homes["id"] in {found["id"] for found in api.get("/lists", "member").json()["lists"]}
    assert api.get(path, "member").json() == homes
    headers = {"X-Workspace-Id": workspace}
    assert slug(api.post("/lists", "editor", json={"name": "x"}, headers=headers)) == (
        403,
        "capability_required",
    )
    taken = api.post("/lists", "manager", json={"name": "homes"}, headers=headers)
    assert slug(taken) == (409, "list_name_taken")
    changed = api.patch(path, "manager", json={"description": "All", "color": "#aabbcc", "version": 1})
    assert (changed.json()["description"], changed.json()["version"]) == ("All", 2)
    assert api.patch(path, "manager", json={"color": None}).json()["color"] is None
    assert slug(api.delete(path, "manager"))[0] == 403
    assert api.delete(path, "admin").status_code == 204
    assert slug(api.get(path, "owner")) == (404, "list_not_found")


def test_columns(api: Api, homes: dict[str, Any]) -> None:
    path = f"/lists/{homes['id']}/columns"
    made = api.post(path, "manager", json={"name": "Year built", "type": "integer", "description": "When"})
    assert made.status_code == 201 and made.json()["key"] == "year_built"
    assert slug(api.post(path, "manager", json={"name": "x", "type": "nonsense"}))[0] in {409, 422}
    column = f"{path}/{made.json()['id']}"
    renamed = api.patch(column, "manager", json={"name": "Built", "version": made.json()["version"]})
    assert (renamed.json()["name"], renamed.json()["key"]) == ("Built", "year_built")
    assert slug(api.patch(column, "manager", json={"type": "text"})) == (422, "invalid_input")
    assert slug(api.patch(column, "editor", json={"name": "x"}))[0] == 403
    assert [c["key"] for c in api.get(path, "member").json()["columns"]][-1] == "year_built"
    assert api.delete(column, "manager").status_code == 204
    assert "year_built" not in [c["key"] for c in api.get(path, "member").json()["columns"]]


def test_items(api: Api, workspace: str, homes: dict[str, Any]) -> None:
    path = f"/lists/{homes['id']}/items"
    one = api.post(path, "editor", json={"values": {"address": "12 Elm St", "price": 425000.5}})
    assert one.status_code == 201 and one.json()["version"] == 1
    assert one.json()["values"] == {"address": "12 Elm St", "price": 425000.5, "sold": False}
    assert slug(api.post(path, "member", json={"values": {"address": "x"}})) == (403, "capability_required")
    mine = str(uuid4())
    many = api.post(path, "editor", json={"items": [{"id": mine, "values": {"address": "a"}}]})
    assert [i["id"] for i in many.json()["items"]] == [mine]
    assert slug(api.post(path, "editor", json={"values": {}, "items": []})) == (422, "invalid_input")
    assert slug(api.post(path, "editor", json={})) == (422, "invalid_input")
    assert slug(api.post(path, "editor", json={"items": []})) == (422, "invalid_input")

    item = f"/items/{mine}"
    changed = api.patch(item, "editor", json={"values": {"price": 5, "sold": None}})
    assert changed.json()["values"] == {"address": "a", "price": 5} and changed.json()["version"] == 2
    batch = api.patch(
        path, "editor", json={"items": [{"id": mine, "values": {"address": "b"}, "version": 2}]}
    )
    assert batch.json()["items"][0]["values"]["address"] == "b"
    late = api.patch(path, "editor", json={"items": [{"id": mine, "values": {"address": "c"}, "version": 2}]})
    assert slug(late) == (409, "version_conflict")

    assert api.delete(item, "editor").json()["deleted_at"] is not None
    assert [i["id"] for i in api.get(f"{path}?trashed=true", "member").json()["items"]] == [mine]
    assert [i["id"] for i in api.get(f"/workspaces/{workspace}/trash", "member").json()["items"]] == [mine]
    assert api.post(f"{item}/restore", "editor").json()["deleted_at"] is None
    ids = {"item_ids": [mine]}
    assert api.delete(path, "editor", json=ids).json() == {"trashed": 1}
    assert api.post(f"{path}/restore", "editor", json=ids).json() == {"restored": 1}
    assert api.delete(path, "editor", json=ids).json() == {"trashed": 1}
    trash = f"/lists/{homes['id']}/trash"
    assert slug(api.delete(trash, "editor", json=ids))[0] == 403
    assert api.delete(trash, "admin", json=ids).json() == {"deleted": 1}
    assert slug(api.get(item, "owner")) == (404, "item_not_found")


def test_a_batch_is_all_or_nothing_and_names_rows(api: Api, homes: dict[str, Any]) -> None:
    path = f"/lists/{homes['id']}/items"
    rows = [{"values": {"address": "a"}}, {"values": {"price": "x"}}, {"values": {"nope": 1, "address": "a"}}]
    answer = api.post(path, "editor", json={"items": rows})
    assert slug(answer) == (422, "item_values_invalid")
    problems = {(e["row"], e["field"], e["code"]) for e in answer.json()["errors"]}
    assert {(row, field) for row, field, _ in problems} == {(1, "address"), (1, "price"), (2, "nope")}
    assert api.get(path, "editor").json()["items"] == []


def test_pages_give_each_row_once(api: Api, homes: dict[str, Any]) -> None:
    path = f"/lists/{homes['id']}/items"
    rows = [{"values": {"address": str(n)}} for n in range(250)]
    assert api.post(path, "editor", json={"items": rows}).status_code == 201
    seen: list[str] = []
    cursor = None
    while True:
        query = f"?limit=100&cursor={cursor}" if cursor else "?limit=100"
        page = api.get(path + query, "member").json()
        seen += [i["values"]["address"] for i in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(map(int, seen)) == list(range(250))
    other = api.post(f"/lists/{homes['id']}/items", "editor", json={"values": {"address": "x"}})
    assert other.status_code == 201


def test_audit_log(api: Api, workspace: str, homes: dict[str, Any]) -> None:
    item = api.post(f"/lists/{homes['id']}/items", "editor", json={"values": {"address": "a"}})
    path = f"/items/{item.json()['id']}"
    changed = api.patch(path, "editor", json={"values": {"address": "b"}})
    log = f"/audit-log?workspace_id={workspace}"
    assert slug(api.get(log, "editor")) == (403, "capability_required")
    page = api.get(f"{log}&row_id={item.json()['id']}", "admin").json()
    assert [e["action"] for e in page["events"]] == ["update", "insert"]
    update = page["events"][0]
    assert update["diff"]["values"] == {"address": ["a", "b"]}
    assert update["actor_id"] == str(api.people["editor"]) and update["actor_kind"] == "user"
    assert update["request_id"] == changed.headers["x-request-id"]
    by_actor = api.get(f"{log}&actor_id={api.people['editor']}&table_name=items&limit=1", "admin").json()
    assert len(by_actor["events"]) == 1 and by_actor["next_cursor"]
    rest = api.get(f"{log}&actor_id={api.people['editor']}&cursor={by_actor['next_cursor']}", "admin").json()
    assert rest["events"] and rest["events"][0]["id"] < by_actor["events"][0]["id"]
    change = api.get(f"/changes/{update['change_id']}", "admin").json()
    assert [e["id"] for e in change["events"]] == [update["id"]] and change["is_complete"]
    assert slug(api.get(f"/changes/{update['change_id']}", "outsider")) == (404, "change_not_found")
    assert (
        api.get(f"{log}&since=2000-01-01T00:00:00Z&until=2001-01-01T00:00:00Z", "admin").json()["events"]
        == []
    )
