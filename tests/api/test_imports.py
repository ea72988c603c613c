"""POST /imports: a form comes in as a stream, and what is wrong with it is said."""

import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.limits import Limits
from api.uploads import file_name
from deedbook.settings import Settings
from jobs.imports.revert import run_revert
from jobs.imports.run import run_import
from tests.api.conftest import Api, StartApi

CSV = b"Address,Price\n12 Elm St,425000\n"


def slug(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"]


def files(settings: Settings) -> list[Path]:
    return sorted((settings.files_dir / "imports").glob("*")) if settings.files_dir.exists() else []


def send(api: Api, person: str = "manager", content: bytes = CSV, **options: Any) -> Any:
    form = options.pop("form", {})
    headers = options.pop("headers", {})
    upload = {"file": (options.pop("name", "sales.csv"), content, "text/csv")}
    return api.post("/imports", person, data=form, files=upload, headers=headers)


def test_an_upload_is_stored_and_queued(api: Api, workspace: str, settings: Settings, superuser: Any) -> None:
    answer = send(api, form={"workspace_id": workspace, "options": json.dumps({"delimiter": ","})})
    assert answer.status_code == 202, answer.text
    body = answer.json()
    assert (body["status"], body["list_name"], body["file_name"]) == ("queued", "sales", "sales.csv")
    assert (body["file_size"], body["file_sha256"]) == (len(CSV), hashlib.sha256(CSV).hexdigest())
    assert [f.name for f in files(settings)] == [body["id"]]
    assert files(settings)[0].read_bytes() == CSV
    jobs = superuser.execute(
        "select args from procrastinate.procrastinate_jobs where task_name like '%import_file'"
    ).fetchall()
    assert jobs == [({"import_id": body["id"]},)]
    assert api.get(f"/imports/{body['id']}", "member").json()["id"] == body["id"]
    listed = api.get(f"/imports?workspace_id={workspace}", "member").json()
    assert [i["id"] for i in listed["imports"]] == [body["id"]] and listed["next_cursor"] is None
    assert api.get(f"/imports/{body['id']}/errors", "member").json() == {"errors": [], "next_cursor": None}
    assert slug(api.get(f"/imports/{body['id']}", "outsider")) == (404, "import_not_found")
    assert api.post(f"/imports/{body['id']}/cancel", "manager").json()["status"] == "cancelled"
    assert slug(api.post(f"/imports/{body['id']}/cancel", "manager")) == (409, "import_is_over")


def test_the_workspace_may_come_in_a_header(api: Api, workspace: str) -> None:
    assert send(api, headers={"X-Tenant-Id": workspace}).status_code == 202
    assert slug(send(api)) == (422, "workspace_required")


def test_refused_uploads_leave_no_file(api: Api, workspace: str, settings: Settings) -> None:
    named = {"workspace_id": workspace}
    for person, form, expected in (
        ("outsider", named, (404, "workspace_not_found")),
        ("member", named, (403, "capability_required")),
        ("editor", named, (403, "capability_required")),  # would make a list
        ("manager", {"workspace_id": "x"}, (422, "invalid_input")),
        ("manager", {"workspace_id": str(uuid4())}, (404, "workspace_not_found")),
        ("manager", named | {"list_id": str(uuid4())}, (404, "list_not_found")),
        ("manager", named | {"list_id": "x"}, (422, "invalid_input")),
        ("manager", named | {"list_id": str(uuid4()), "list_name": "x"}, (422, "invalid_input")),
        ("manager", named | {"options": "[]"}, (422, "invalid_input")),
        ("manager", named | {"options": "{"}, (422, "invalid_input")),
        ("manager", named | {"options": '{"a": 1e131071}'}, (422, "number_too_long")),
        ("manager", named | {"options": '{"nonsense": 1}'}, (422, "import_options_invalid")),
        ("manager", named | {"created_by": "x"}, (422, "invalid_input")),
    ):
        answer = send(api, person, form=form)
        assert slug(answer) == expected, (form, answer.text)
    assert files(settings) == []


def test_broken_forms(api: Api, workspace: str, settings: Settings) -> None:
    def raw(body: bytes, content_type: str = "multipart/form-data; boundary=b") -> Any:
        headers = {"Content-Type": content_type, "X-Workspace-Id": workspace}
        return api.post("/imports", "manager", content=body, headers=headers)

    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx\r\n'
    field = b'--b\r\nContent-Disposition: form-data; name="options"\r\n\r\n%s\r\n'
    for body in (
        b"",
        b"nonsense",
        part,  # no end
        part + part + b"--b--\r\n",
        field % b"{}" + b"--b--\r\n",  # no file
        field % b"{}" + field % b"{}" + part + b"--b--\r\n",
        field % b"\xff" + part + b"--b--\r\n",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        b"--b\r\nX: " + b"x" * 9000 + b"\r\n\r\nx\r\n--b--\r\n",
    ):
        assert slug(raw(body)) == (400, "malformed_form"), body[:60]
    assert slug(raw(part, "multipart/form-data")) == (400, "malformed_form")
    assert slug(raw(b"{}", "application/json")) == (415, "unsupported_media_type")
    assert slug(raw(field % (b"x" * 70_000) + part + b"--b--\r\n")) == (413, "body_too_large")
    assert files(settings) == []


def test_file_names_are_names(api: Api, workspace: str, settings: Settings) -> None:
    for sent, kept in (
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\sales.csv", "sales.csv"),
        ("a\x00b\r\nc.csv", "abc.csv"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".csv", ("x" * 300 + ".csv")[-255:]),
        ("Größe.csv", "Größe.csv"),
        ("‮cod.exe", "cod.exe"),
    ):
        assert file_name(sent) == kept
    answer = send(api, name="../../evil.csv", headers={"X-Workspace-Id": workspace})
    assert answer.json()["file_name"] == "evil.csv"
    assert [f.parent for f in files(settings)] == [settings.files_dir / "imports"]


def test_uploads_have_a_limit_of_their_own(
    start_api: StartApi, settings: Settings, api: Api, workspace: str
) -> None:
    small = start_api(settings, Limits(upload=100_000))
    headers = {"X-Workspace-Id": workspace}
    assert slug(send(small, content=b"x" * 100_001, headers=headers)) == (413, "body_too_large")
    assert files(settings) == []
    assert send(small, content=b"x" * 100_000, headers=headers).status_code == 202
    large = b"Address\n" + b"x" * 3_000_000  # more than a body of JSON may have
    assert send(api, content=large, name="large.csv", headers=headers).status_code == 202


def test_an_upload_cut_off_leaves_no_file(start_api: StartApi, settings: Settings, workspace: str) -> None:
    import asyncio

    api = start_api(settings, Limits(body_seconds=0.3))

    async def half() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx'
        await asyncio.sleep(5)

    headers = {"Content-Type": "multipart/form-data; boundary=b", "X-Workspace-Id": workspace}
    answer = api.post("/imports", "manager", content=half(), headers=headers)
    assert slug(answer) == (408, "request_timeout")
    assert files(settings) == []


def test_a_repeated_upload_is_one_import(api: Api, workspace: str, settings: Settings) -> None:
    headers = {"X-Workspace-Id": workspace, "Idempotency-Key": "k"}
    first, again = send(api, headers=headers), send(api, headers=headers)  # each with its own boundary
    assert first.status_code == again.status_code == 202
    assert first.json() == again.json() and again.headers["idempotency-replayed"] == "true"
    assert [f.name for f in files(settings)] == [first.json()["id"]]
    elsewhere = send(api, headers=headers | {"X-Workspace-Id": str(uuid4())})
    assert slug(elsewhere) == (422, "idempotency_key_reused")
    other = send(api, content=CSV + b"x,1\n", headers=headers)
    assert slug(other) == (422, "idempotency_key_reused")
    assert len(files(settings)) == 1


@pytest.mark.parametrize("person", ["owner", "admin"])
def test_new_imports_come_first(api: Api, workspace: str, person: str) -> None:
    headers = {"X-Workspace-Id": workspace}
    made = [send(api, person, name=f"{n}.csv", headers=headers).json()["id"] for n in range(3)]
    page = api.get("/imports?limit=2", person, headers=headers).json()
    assert [i["id"] for i in page["imports"]] == [made[2], made[1]]
    rest = api.get(f"/imports?cursor={page['next_cursor']}", person, headers=headers).json()
    assert [i["id"] for i in rest["imports"]] == [made[0]]


def mapped(api: Api, workspace: str, **form: Any) -> Any:
    columns = [{"name": "Address", "type": "text"}, {"name": "Price", "type": "integer"}]
    body = {"name": f"Homes {uuid4()}", "columns": columns}
    made = api.post("/lists", "manager", json=body, headers={"X-Workspace-Id": workspace}).json()
    return send(api, form={"workspace_id": workspace, "list_id": made["id"], **form})


def work(settings: Settings, import_id: str) -> None:
    run_import(settings, UUID(import_id))


def test_try_change_run_and_revert(api: Api, workspace: str, settings: Settings, superuser: Any) -> None:
    asked = mapped(api, workspace, action="check", mapping=json.dumps({"columns": []}))
    assert asked.status_code == 202, asked.text
    body = asked.json()
    path = f"/imports/{body['id']}"
    assert (body["is_dry_run"], body["mode"], body["key_columns"]) == (True, "insert", [])
    assert slug(api.post(f"{path}/run", "manager", json={})) == (409, "import_is_running")
    assert slug(api.patch(path, "manager", json={"mode": "upsert"})) == (409, "import_is_running")
    work(settings, body["id"])
    tried = api.get(path, "member").json()
    assert (tried["status"], tried["rows_imported"], tried["rows_total"]) == ("checked", 1, 1)
    assert tried["rows_per_second"] > 0 and tried["remaining_seconds"] is None
    for changes, expected in (
        ({"mode": "upsert"}, (422, "import_mapping_invalid")),
        ({"mode": "upsert", "key_columns": ["nothing"]}, (422, "import_mapping_invalid")),
        ({"mapping": {"columns": [{"from": "Address", "to": "nothing"}]}}, (422, "import_mapping_invalid")),
        ({"mapping": {"columns": [{"from": "Address", "to": "price", "x": 1}]}}, (422, "invalid_input")),
        ({"list_id": str(uuid4())}, (404, "list_not_found")),
        ({"status": "done"}, (422, "invalid_input")),
    ):
        answer = api.patch(path, "manager", json=changes)
        assert slug(answer) == expected, answer.text
    refused = api.patch(
        path, "manager", json={"mapping": {"columns": [{"from": "Address", "to": "nothing"}]}}
    )
    assert refused.json()["errors"][0]["field"] == "mapping.columns.0.to"
    assert slug(api.patch(path, "editor", json={"mode": "insert"})) == (403, "capability_required")
    assert slug(api.patch(path, "outsider", json={"mode": "insert"})) == (404, "import_not_found")
    changes = {"mode": "upsert", "key_columns": ["address"], "mapping": {"others": "match"}}
    assert api.patch(path, "manager", json=changes).json()["mode"] == "upsert"
    assert slug(api.post(f"{path}/revert", "manager", json={})) == (409, "import_not_revertible")
    assert api.post(f"{path}/run", "manager", json={}).status_code == 202
    work(settings, body["id"])
    assert api.get(path, "member").json()["status"] == "done"
    assert slug(api.post(f"{path}/run", "manager", json={})) == (409, "import_not_runnable")
    assert slug(api.post(f"{path}/revert", "editor", json={})) == (403, "capability_required")
    reverted = api.post(f"{path}/revert", "manager", json={"force": True})
    assert reverted.status_code == 202
    assert reverted.json()["revert"]["state"] == "queued"
    assert slug(api.post(f"{path}/revert", "manager", json={})) == (409, "import_revert_running")
    run_revert(settings, UUID(reverted.json()["revert"]["id"]))
    revert = api.get(path, "member").json()["revert"]
    assert (revert["state"], revert["items_trashed"], revert["conflicts"]) == ("done", 1, 0)
    assert api.get(f"{path}/conflicts", "member").json() == {"conflicts": [], "next_cursor": None}


def test_rejected_rows_are_downloaded(api: Api, workspace: str, settings: Settings) -> None:
    rows = "".join(f'"=cmd {n}",no number\r\n' for n in range(1, 1502))
    form = {"workspace_id": workspace, "options": json.dumps({"types": {"Price": "integer"}})}
    body = send(api, content=b"Address,Price\r\n" + rows.encode(), form=form).json()
    work(settings, body["id"])
    path = f"/imports/{body['id']}/errors"
    answer = api.get(f"{path}.csv", "member")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Address,Price,deedbook_row,deedbook_reasons"
    assert lines[1].startswith("'=cmd 1,no number,1,Price: ")
    assert lines[1501].startswith("'=cmd 1501,no number,1501,")
    assert len(lines) == 1503
    assert api.get(path, "member", headers={"Accept": "text/csv"}).content == answer.content
    assert slug(api.get(f"{path}.csv", "outsider")) == (404, "import_not_found")
    assert api.get(f"/imports/{body['id']}/conflicts.csv", "member").text.startswith(
        "\ufeffnumber,kind,list_id"
    )


def test_what_is_no_mapping_is_refused(api: Api, workspace: str, settings: Settings) -> None:
    for form, expected in (
        ({"mapping": "[]"}, (422, "invalid_input")),
        ({"mapping": '{"columns": 1}'}, (422, "invalid_input")),
        ({"key_columns": "{}"}, (422, "invalid_input")),
        ({"mode": "replace"}, (422, "import_mapping_invalid")),
        ({"action": "dream"}, (422, "import_options_invalid")),
        ({"mode": "upsert", "key_columns": '["Address"]'}, (202, None)),
    ):
        answer = mapped(api, workspace, **form)
        assert answer.status_code == expected[0], answer.text
        assert expected[1] is None or answer.json()["type"] == expected[1]


def test_a_file_is_looked_at_before_it_is_imported(api: Api, workspace: str, settings: Settings) -> None:
    content = (
        b"Sales of May;;\n\nAddress;Price;Sold\n12 Elm St;425.000,50;3.4.2024\n1 Oak St;1.250,00;14.4.2024\n"
    )
    answer = send(api, "editor", content, form={"workspace_id": workspace, "action": "inspect"})
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["status"], body["list_id"], body["list_name"]) == ("inspected", None, "sales")
    findings = body["findings"]
    assert (findings["format"], findings["encoding"], findings["delimiter"]) == ("csv", "utf-8", ";")
    assert (findings["header_row"], findings["first_row"], findings["rows"]) == (3, 4, 2)
    assert [(c["name"], c["type"]) for c in findings["columns"]] == [
        ("Address", "text"), ("Price", "number"), ("Sold", "date"),
    ]  # fmt: skip
    assert findings["sample"][0] == ["12 Elm St", "425.000,50", "3.4.2024"]
    assert [f.name for f in files(settings)] == [body["id"]]
    assert api.get(f"/imports/{body['id']}", "member").json()["findings"] == findings
    listed = api.get(f"/imports?workspace_id={workspace}", "member").json()["imports"]
    assert [(i["id"], i["findings"]) for i in listed] == [(body["id"], None)]


def test_looking_at_a_file_is_refused(api: Api, workspace: str, settings: Settings, superuser: Any) -> None:
    named = {"workspace_id": workspace, "action": "inspect"}
    for person, form, content, expected in (
        ("outsider", named, CSV, (404, "workspace_not_found")),
        ("member", named, CSV, (403, "capability_required")),
        ("editor", named | {"options": '{"sheet": 0}'}, CSV, (422, "import_options_invalid")),
        ("editor", named | {"list_id": str(uuid4())}, CSV, (404, "list_not_found")),
        ("editor", named | {"action": "look"}, CSV, (422, "import_options_invalid")),
        ("editor", named, b"", (422, "file_unreadable")),
        ("editor", named, b"PK\3\4 no archive", (422, "file_unreadable")),
        ("editor", named, b"%PDF-1.7", (422, "file_unreadable")),
    ):
        answer = send(api, person, content, form=form)
        assert slug(answer) == expected, (form, answer.text)
    assert answer.json()["errors"][0]["code"] == "format_unknown"
    assert files(settings) == []
    assert superuser.execute("select count(*) from public.imports").fetchone() == (0,)


def test_looking_twice_with_one_key_is_looking_once(api: Api, workspace: str, settings: Settings) -> None:
    form, headers = {"workspace_id": workspace, "action": "inspect"}, {"Idempotency-Key": "look"}
    first, second = (send(api, form=form, headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201), second.text
    assert first.json()["id"] == second.json()["id"]
    assert [f.name for f in files(settings)] == [first.json()["id"]]
