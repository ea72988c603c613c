"""/exports: asked for, watched, fetched whole and in parts, by one person alone."""

import hashlib
from typing import Any
from uuid import uuid4

import httpx
import msgspec
import psycopg
import pytest

from api.downloads import disposition
from deedbook.settings import Settings
from jobs.exports.run import file_path, run_export
from tests.api.conftest import Api
from tests.support.server import Database


def slug(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"]


@pytest.fixture
def worker(settings: Settings, database: Database) -> Settings:
    return msgspec.structs.replace(settings, worker_database_url=database.worker_url)


@pytest.fixture
def list_id(api: Api) -> str:
    return str(api.get("/lists", "editor").json()["lists"][0]["id"])


@pytest.fixture
def done(api: Api, list_id: str, worker: Settings) -> dict[str, Any]:
    """An export that is done."""
    made = api.post("/exports", "editor", json={"format": "csv", "list_id": list_id}).json()
    run_export(worker, made["id"])
    found: dict[str, Any] = api.get(f"/exports/{made['id']}", "editor").json()
    return found


def test_the_life_of_an_export(api: Api, list_id: str, worker: Settings, workspace: str) -> None:
    asked = {
        "format": "csv",
        "list_id": list_id,
        "query": {"sort": [{"column": "price"}], "fields": ["price"]},
    }
    answer = api.post("/exports", "editor", json=asked, headers={"Idempotency-Key": "once"})
    made = answer.json()
    assert answer.status_code == 202 and (made["status"], made["scope"], made["name"]) == (
        "queued",
        "list",
        "Properties",
    )
    again = api.post("/exports", "editor", json=asked, headers={"Idempotency-Key": "once"})
    assert again.json() == made and again.headers["idempotency-replayed"] == "true"
    file = f"/exports/{made['id']}/file"
    assert slug(api.get(file, "editor")) == (409, "export_not_done")
    run_export(worker, made["id"])
    found = api.get(f"/exports/{made['id']}", "editor").json()
    assert (found["status"], found["rows_done"], found["rows_total"]) == ("done", 3, 3)
    assert found["rows_per_second"] > 0 and found["expires_at"] > found["finished_at"]
    answer = api.get(file, "editor")
    assert answer.content.decode("utf-8-sig").split() == ['"Price"', '"100000"', '"200000"', '"300000"']
    assert hashlib.sha256(answer.content).hexdigest() == found["file_sha256"]
    assert len(answer.content) == found["file_size"] == int(answer.headers["content-length"])
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Properties.csv"')
    listed = api.get("/exports", "editor", headers={"X-Workspace-Id": workspace}).json()
    assert [e["id"] for e in listed["exports"]] == [made["id"]]
    assert slug(api.post(f"/exports/{made['id']}/cancel", "editor")) == (409, "export_is_over")


def test_ranges(api: Api, done: dict[str, Any]) -> None:
    file = f"/exports/{done['id']}/file"
    whole = api.get(file, "editor")
    content, tag, size = whole.content, whole.headers["etag"], len(whole.content)
    for header, first, last in (
        ("bytes=0-0", 0, 0),
        ("bytes=5-9", 5, 9),
        ("bytes=10-", 10, size - 1),
        ("bytes=-4", size - 4, size - 1),
        (f"bytes=-{size * 9}", 0, size - 1),
        (f"bytes=3-{size * 9}", 3, size - 1),
    ):
        part = api.get(file, "editor", headers={"Range": header, "If-Range": tag})
        assert part.status_code == 206 and part.content == content[first : last + 1], header
        assert part.headers["content-range"] == f"bytes {first}-{last}/{size}"
        assert int(part.headers["content-length"]) == last - first + 1
    for header in (
        "bytes=9-5",
        "bytes=-",
        "bytes=0-1,4-5",
        "lines=0-1",
        "bytes=a-b",
        "bytes=" + "9" * 30 + "-",
    ):
        assert api.get(file, "editor", headers={"Range": header}).content == content, header
    for header in (f"bytes={size}-", "bytes=-0"):
        beyond = api.get(file, "editor", headers={"Range": header})
        assert slug(beyond) == (416, "range_not_satisfiable")
        assert beyond.headers["content-range"] == f"bytes */{size}"
    stale = api.get(file, "editor", headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert stale.status_code == 200 and stale.content == content
    assert api.get(file, "editor", headers={"If-None-Match": f'"x", {tag}'}).status_code == 304
    head = api("HEAD", file, "editor")
    assert head.status_code == 200 and head.content == b"" and int(head.headers["content-length"]) == size


def test_only_who_asked_gets_the_file(api: Api, done: dict[str, Any]) -> None:
    for person in ("owner", "admin", "manager", "member", "outsider", "other_owner"):
        for path in ("", "/file"):
            hidden = api.get(f"/exports/{done['id']}{path}", person)
            missing = api.get(f"/exports/{uuid4()}{path}", person)
            assert slug(hidden) == slug(missing) == (404, "export_not_found")
            assert hidden.json()["detail"] == missing.json()["detail"]
        assert slug(api.post(f"/exports/{done['id']}/cancel", person)) == (404, "export_not_found")
    assert api.get(f"/exports/{done['id']}/file").status_code == 401
    assert api.get("/exports/../../etc/passwd/file", "editor").status_code == 404


def test_who_lost_the_right_does_not_get_the_file(
    api: Api, done: dict[str, Any], superuser: psycopg.Connection
) -> None:
    superuser.execute(
        "update public.workspace_members set role = 'member' where user_id = tests.person('editor')"
    )
    assert slug(api.get(f"/exports/{done['id']}/file", "editor")) == (404, "export_not_found")
    superuser.execute("delete from public.workspace_members where user_id = tests.person('editor')")
    assert slug(api.get(f"/exports/{done['id']}/file", "editor")) == (404, "export_not_found")


def test_files_expire(
    api: Api, done: dict[str, Any], superuser: psycopg.Connection, worker: Settings
) -> None:
    superuser.execute("update public.exports set expires_at = now()")
    answer = api.get(f"/exports/{done['id']}/file", "editor")
    assert slug(answer) == (410, "export_expired") and "kept until" in answer.json()["detail"]
    assert api.get(f"/exports/{done['id']}", "editor").json()["status"] == "expired"
    superuser.execute("update public.exports set expires_at = now() + interval '1 hour'")
    file_path(worker, done["id"]).unlink()  # by somebody's hand
    assert slug(api.get(f"/exports/{done['id']}/file", "editor")) == (410, "file_gone")


def test_bodies_that_do_not_fit(api: Api, list_id: str, workspace: str) -> None:
    for body, expected in (
        ({}, (422, "invalid_input")),
        ({"format": "csv"}, (422, "export_invalid")),
        ({"format": "pdf", "list_id": list_id}, (422, "invalid_input")),
        ({"format": "csv", "list_id": "x"}, (422, "invalid_input")),
        ({"format": "csv", "list_id": str(uuid4())}, (404, "list_not_found")),
        ({"format": "csv", "list_id": list_id, "workspace_id": workspace}, (422, "export_invalid")),
        ({"format": "csv", "list_id": list_id, "created_by": str(uuid4())}, (422, "invalid_input")),
        ({"format": "csv", "list_id": list_id, "options": {"file_name": "../x"}}, (422, "invalid_input")),
        ({"format": "csv", "list_id": list_id, "options": {"delimiter": "ab"}}, (422, "invalid_input")),
        ({"format": "json", "list_id": list_id, "options": {"delimiter": ";"}}, (422, "export_invalid")),
        ({"format": "csv", "list_id": list_id, "item_ids": []}, (422, "invalid_input")),
        ({"format": "csv", "list_id": list_id, "query": {"fields": ["nothing"]}}, (422, "query_invalid")),
        ({"format": "csv", "list_id": list_id, "query": {"limit": 1}}, (422, "invalid_input")),
    ):
        answer = api.post("/exports", "editor", json=body)
        assert slug(answer) == expected, (body, answer.text)
    assert slug(api.post("/exports", "member", json={"format": "csv", "list_id": list_id})) == (
        403,
        "capability_required",
    )
    assert slug(api.get("/exports", "editor")) == (422, "workspace_required")


def test_ten_at_once(api: Api, list_id: str) -> None:
    for _ in range(10):
        assert api.post("/exports", "editor", json={"format": "csv", "list_id": list_id}).status_code == 202
    refused = api.post("/exports", "editor", json={"format": "csv", "list_id": list_id})
    assert slug(refused) == (429, "too_many_exports") and int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Sales.csv", "attachment; filename=\"Sales.csv\"; filename*=UTF-8''Sales.csv"),
        (
            'a"\r\nSet-Cookie: x=1;.csv',
            'attachment; filename="a___Set-Cookie_ x_1_.csv";'
            " filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x%3D1%3B.csv",
        ),
        (
            "Größe €.csv",
            "attachment; filename=\"Gr__e _.csv\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%E2%82%AC.csv",
        ),
    ],
)
def test_a_name_does_not_break_out_of_its_header(name: str, header: str) -> None:
    assert disposition(name) == header and header.isascii() and header.isprintable()
