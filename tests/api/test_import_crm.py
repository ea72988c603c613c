"""POST /imports with target: contacts and deals from a file, by REST."""

import json
from typing import Any
from uuid import UUID

from deedbook.settings import Settings
from jobs.imports.run import run_import
from tests.api.conftest import Api

PEOPLE = b"Reference,Name,Email\nc-1,Ann,ann@x.org\nc-2,Ben,ann@x.org\n"


def send(api: Api, workspace: str, person: str = "editor", **form: Any) -> Any:
    upload = {"file": ("people.csv", PEOPLE, "text/csv")}
    return api.post("/imports", person, data={"workspace_id": workspace, **form}, files=upload)


def test_a_file_becomes_contacts(api: Api, workspace: str, settings: Settings) -> None:
    headers = {"X-Workspace-Id": workspace}
    looked = send(api, workspace, target="contacts", action="inspect")
    assert looked.status_code == 201, looked.text
    body = looked.json()
    assert (body["target"], body["list_id"], body["list_name"]) == ("contacts", None, "Contacts")
    fields = api.get("/imports/fields/contacts", "member", headers=headers).json()["fields"]
    assert [field["key"] for field in fields if field["is_unique"]] == ["reference", "email"]
    assert api.get("/imports/fields/contacts", "outsider", headers=headers).status_code == 404
    assert api.get("/imports/fields/lists", "member", headers=headers).status_code == 422

    path = f"/imports/{body['id']}"
    refused = api.patch(path, "editor", json={"mapping": {"columns": [{"from": "Name", "to": "title"}]}})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "mapping.columns.0.to")
    assert api.patch(path, "editor", json={"target": "deals"}).json()["target"] == "deals"
    meanings = {"columns": [{"from": "Name", "to": "name", "values": {"ann": "Anna"}}]}
    changed = api.patch(path, "editor", json={"target": "contacts", "mapping": meanings})
    assert changed.status_code == 200, changed.text
    assert api.post(f"{path}/run", "editor", json={}).status_code == 202
    run_import(settings, UUID(body["id"]))
    done = api.get(path, "member").json()
    assert (done["status"], done["rows_imported"], done["rows_rejected"]) == ("done", 1, 1), done
    assert "deedbook_reasons" in api.get(f"{path}/errors.csv", "member").text
    (contact,) = api.get("/contacts?email=ann@x.org", "member", headers=headers).json()["contacts"]
    assert (contact["name"], contact["reference"]) == ("Anna", "c-1")


def test_what_is_refused(api: Api, workspace: str) -> None:
    assert send(api, workspace, person="member", target="contacts").status_code == 403
    assert send(api, workspace, person="outsider", target="deals").status_code == 404
    for form in (
        {"target": "tasks"},
        {"target": "deals", "list_name": "X"},
        {"target": "deals", "mode": "upsert", "key_columns": json.dumps(["amount"])},
    ):
        answer = send(api, workspace, **form)
        assert answer.status_code == 422, answer.text
    assert api.get(f"/imports?workspace_id={workspace}", "member").json()["imports"] == []


def test_a_reference_is_there_once(api: Api, workspace: str) -> None:
    headers = {"X-Workspace-Id": workspace}
    for path, body in (("/contacts", {"name": "A"}), ("/deals", {"title": "A"})):
        body |= {"reference": "crm-1"}
        assert api.post(path, "member", json=body, headers=headers).status_code == 201
        again = api.post(path, "member", json=body, headers=headers)
        assert (again.status_code, again.json()["type"]) == (409, "reference_taken")
