"""Uploads by tus: they go on where they broke off, and nothing of what goes wrong stays."""

import asyncio
import base64
import contextlib
import hashlib
import logging
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.app import create_app
from api.limits import Limits
from api.staging import Staging
from tests.api.conftest import running_api
from tests.attachments.conftest import BYTES, TUS, Office, metadata, slug, where

CONTENT = bytes(range(256)) * 1200


def files_of(desk: Office, item: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]
    return found


def test_the_protocol_says_what_it_can(desk: Office) -> None:
    told = desk.api("OPTIONS", "/attachments/uploads")
    assert told.status_code == 204
    assert told.headers["tus-version"] == told.headers["tus-resumable"] == "1.0.0"
    assert set(told.headers["tus-extension"].split(",")) >= {"creation", "expiration", "termination"}
    assert told.headers["tus-max-size"] == str(desk.api.services.limits.attachment)


def test_an_upload_in_pieces(desk: Office) -> None:
    item, used = desk.item(), desk.used()
    begun = desk.begin(
        item, len(CONTENT), filename="../plan.bin", column_id=desk.column, filetype="image/png"
    )
    path = where(begun)
    assert begun.headers["tus-resumable"] == "1.0.0" and "GMT" in begun.headers["upload-expires"]
    assert desk.used() == used + len(CONTENT)  # reserved
    for start, end in ((0, 100), (100, 100), (100, 100_000), (100_000, len(CONTENT))):
        assert desk.head(path).headers["upload-offset"] == str(start)
        sent = desk.put(path, start, CONTENT[start:end])
        assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(end))
    [made] = files_of(desk, item)
    assert (made["name"], made["size"], made["column_id"]) == ("plan.bin", len(CONTENT), desk.column)
    assert made["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert sent.headers["content-location"] == f"/api/v1/attachments/{made['id']}"
    assert desk.api.get(f"/attachments/{made['id']}/file", "member").content == CONTENT
    assert (desk.staged(), desk.used()) == ([], used + len(CONTENT))
    # Whoever did not hear the last answer asks again, and hears that all is there.
    head = desk.head(path)
    assert (head.status_code, head.headers["upload-offset"]) == (200, str(len(CONTENT)))
    assert desk.put(path, len(CONTENT), b"").status_code == 204
    assert slug(desk.put(path, 5, b"x")) == (409, "upload_offset_conflict")
    assert len(files_of(desk, item)) == 1


def test_the_client_is_told_its_own_metadata(desk: Office) -> None:
    path = where(desk.begin(item := desk.item(), 3, filename="a.txt", filetype="image/png"))
    head = desk.head(path)
    assert head.headers["upload-metadata"] == metadata(item_id=item, filename="a.txt", filetype="image/png")
    assert (head.headers["upload-length"], head.headers["cache-control"]) == ("3", "no-store")


def test_what_is_refused(desk: Office) -> None:
    item = desk.item()
    path = where(desk.begin(item, 10, filename="a"))
    assert slug(desk.put(path, 3, b"x")) == (409, "upload_offset_conflict")
    assert slug(desk.put(path, 0, b"x" * 11)) == (413, "body_too_large")
    assert slug(desk.put(path, 0, b"x", **{"Content-Type": "text/plain"})) == (415, "unsupported_media_type")
    assert slug(desk.put(path, 0, b"x", **{"Upload-Offset": "x"})) == (422, "invalid_input")
    wrong = desk.put(path, 0, b"x", **{"Tus-Resumable": "0.2.2"})
    assert slug(wrong) == (412, "tus_version_unknown") and wrong.headers["tus-version"] == "1.0.0"
    assert desk.head(f"/attachments/uploads/{uuid4()}").status_code == 404
    assert slug(desk.put(f"/attachments/uploads/{uuid4()}", 0, b"x")) == (404, "upload_not_found")
    for headers in (
        {"Upload-Length": "5"},
        {"Upload-Length": "-1", "Upload-Metadata": metadata(item_id=item)},
        {"Upload-Metadata": metadata(item_id=item)},
        {"Upload-Length": "5", "Upload-Metadata": "item_id ???"},
        {"Upload-Length": "5", "Upload-Metadata": metadata(item_id="x")},
        {"Upload-Length": "5", "Upload-Metadata": f"{metadata(item_id=item)},{metadata(item_id=item)}"},
    ):
        answer = desk.api.post("/attachments/uploads", "editor", headers=TUS | headers)
        assert slug(answer) == (422, "invalid_input"), headers
        assert answer.headers["tus-resumable"] == "1.0.0"
    large = desk.begin(item, desk.api.services.limits.attachment + 1)
    assert slug(large) == (413, "attachment_too_large")
    assert desk.api.post("/attachments/uploads", headers=TUS).status_code == 401
    assert files_of(desk, item) == []


def test_uploads_are_their_makers_alone(desk: Office) -> None:
    path = where(desk.begin(desk.item(), 10, filename="a"))
    for person in ("owner", "member", "outsider", "other_owner"):
        assert desk.head(path, person).status_code == 404
        assert slug(desk.put(path, 0, b"x", person)) == (404, "upload_not_found")
        assert slug(desk.api.delete(path, person, headers=TUS)) == (404, "upload_not_found")
    assert desk.put(path, 0, b"x").status_code == 204


def test_termination(desk: Office) -> None:
    used = desk.used()
    path = where(desk.begin(desk.item(), 10, filename="a"))
    desk.put(path, 0, b"12345")
    assert [p.suffix for p in desk.staged() if path.rpartition("/")[2] in p.name] == ["", ".turn"]
    gone = desk.api.delete(path, "editor", headers=TUS)
    assert (gone.status_code, gone.content) == (204, b"")
    assert desk.head(path).status_code == 404
    assert not [p for p in desk.staged() if path.rpartition("/")[2] in p.name]
    assert desk.used() == used
    other = where(desk.begin(desk.item(), 10, filename="a"))
    override = TUS | {"X-HTTP-Method-Override": "DELETE"}
    assert desk.api.post(other, "editor", headers=override).status_code == 204
    override = BYTES | {"X-HTTP-Method-Override": "PATCH", "Upload-Offset": "0"}
    last = where(desk.begin(item := desk.item(), 3, filename="a"))
    assert desk.api.post(last, "editor", headers=override, content=b"abc").status_code == 204
    assert len(files_of(desk, item)) == 1
    assert slug(desk.api.post(last, "editor", headers=TUS)) == (405, "method_not_allowed")


def test_checksums(desk: Office) -> None:
    path = where(desk.begin(item := desk.item(), 10, filename="a"))

    def said(data: bytes, algorithm: str = "sha256") -> str:
        return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"

    assert desk.put(path, 0, b"12345", **{"Upload-Checksum": said(b"12345")}).status_code == 204
    wrong = desk.put(path, 5, b"xxxxx", **{"Upload-Checksum": said(b"67890")})
    assert slug(wrong) == (460, "checksum_mismatch")
    assert desk.head(path).headers["upload-offset"] == "5"
    assert slug(desk.put(path, 5, b"67890", **{"Upload-Checksum": said(b"67890", "md5")})) == (
        400,
        "bad_request",
    )
    assert desk.put(path, 5, b"67890", **{"Upload-Checksum": said(b"67890", "sha1")}).status_code == 204
    assert files_of(desk, item)[0]["sha256"] == hashlib.sha256(b"1234567890").hexdigest()


def test_bytes_along_with_the_creation_and_none_at_all(desk: Office) -> None:
    item = desk.item()
    for content in (b"hello", b""):
        headers = BYTES | {
            "Upload-Length": str(len(content)),
            "Upload-Metadata": metadata(item_id=item, filename="a"),
        }
        made = desk.api.post("/attachments/uploads", "editor", headers=headers, content=content)
        assert (made.status_code, made.headers["upload-offset"]) == (201, str(len(content)))
    assert [a["size"] for a in files_of(desk, item)] == [5, 0]
    repeated = {"Idempotency-Key": str(uuid4())}
    begun = {
        desk.api.post(
            "/attachments/uploads",
            "editor",
            headers=TUS
            | repeated
            | {"Upload-Length": "9", "Upload-Metadata": metadata(item_id=item, filename="b")},
        ).headers["location"]
        for _ in "ab"
    }
    assert len(begun) == 1


def test_a_connection_that_breaks(desk: Office) -> None:
    """What came before the break stays; the rest comes over another connection."""
    path = where(desk.begin(item := desk.item(), len(CONTENT), filename="a"))

    async def broken() -> AsyncIterator[bytes]:
        yield CONTENT[:70_000]
        raise ConnectionResetError

    with contextlib.suppress(ConnectionResetError):
        desk.put(path, 0, broken())
    offset = int(desk.head(path).headers["upload-offset"])
    assert 0 <= offset <= 70_000
    staging = Staging(desk.settings.files_dir, _id(path))
    staging.begin(offset)
    staging.write(CONTENT[offset:80_000])  # as another process would
    assert desk.head(path).headers["upload-offset"] == "80000"
    assert desk.put(path, 80_000, CONTENT[80_000:]).status_code == 204
    assert files_of(desk, item)[0]["sha256"] == hashlib.sha256(CONTENT).hexdigest()


def test_a_client_that_goes_is_no_failure_of_ours(desk: Office, caplog: pytest.LogCaptureFixture) -> None:
    location = where(desk.begin(desk.item(), 10, filename="a"))
    path = f"/api/v1{location}"
    came: list[Any] = [
        {"type": "http.request", "body": b"12345", "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Any] = []

    async def receive() -> Any:
        return came.pop(0) if came else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    said = BYTES | {"Upload-Offset": "0", "Authorization": f"Bearer {desk.api.token('editor')}", "Host": "x"}
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "PATCH",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in said.items()],
        "client": ("127.0.0.1", 1),
        "server": ("x", 80),
    }
    with caplog.at_level(logging.INFO):
        desk.api.run(desk.api.app(scope, receive, send))
    assert [message["status"] for message in sent if message["type"] == "http.response.start"] == [400]
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []
    assert desk.head(location).headers["upload-offset"] == "5"


def test_a_slow_body_is_cut_and_goes_on(desk: Office) -> None:
    path = where(desk.begin(item := desk.item(), 10, filename="a"))

    async def stuck() -> AsyncIterator[bytes]:
        yield b"12345"
        await asyncio.sleep(30)

    with running_api(create_app(desk.settings, Limits(body_seconds=0.3)), desk.api.people) as impatient:
        headers = BYTES | {"Upload-Offset": "0"}
        assert slug(impatient.patch(path, "editor", content=stuck(), headers=headers)) == (
            408,
            "request_timeout",
        )
    assert desk.head(path).headers["upload-offset"] == "5"
    assert desk.put(path, 5, b"67890").status_code == 204
    assert len(files_of(desk, item)) == 1


def test_the_later_of_two_writers_goes_on(desk: Office) -> None:
    """A connection that the client has given up, and that the server still holds, cannot write any more."""
    path = where(desk.begin(item := desk.item(), 20, filename="a"))
    gate = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"x" * 5
        await gate.wait()
        yield b"y" * 5

    first = desk.start("PATCH", path, "editor", content=slow(), headers=BYTES | {"Upload-Offset": "0"})
    # The first has its turn from the beginning; its bytes are written in blocks.
    for _ in range(100):
        if Staging(desk.settings.files_dir, _id(path))._turn.exists():
            break
        time.sleep(0.02)
    assert desk.put(path, 0, b"0123456789").status_code == 204
    desk.api.run(_set(gate))
    assert slug(first.result(30)) == (409, "upload_offset_conflict")
    assert desk.head(path).headers["upload-offset"] == "10"
    assert desk.put(path, 10, b"0123456789").status_code == 204
    made = files_of(desk, item)[0]
    assert desk.api.get(f"/attachments/{made['id']}/file", "member").content == b"0123456789" * 2


async def _set(event: asyncio.Event) -> None:
    event.set()


def test_a_crash_after_the_last_byte(desk: Office) -> None:
    """All bytes are there, and the process died before it made the row: asking for the offset makes it."""
    for already_stored in (False, True):
        path = where(desk.begin(item := desk.item(), 5, filename="a"))
        staging = Staging(desk.settings.files_dir, _id(path))
        staging.begin(0)
        staging.write(b"hello")
        if already_stored:
            desk.superuser.execute(
                "insert into private.stored_objects (object_key, workspace_id, attachment_id, kind)"
                " values (%(w)s || '/of before the crash', %(w)s::uuid, %(a)s, 'file')",
                {"w": desk.workspace, "a": path.rpartition("/")[2]},
            )
        assert files_of(desk, item) == []
        assert desk.head(path).headers["upload-offset"] == "5"
        [made] = files_of(desk, item)
        assert made["sha256"] == hashlib.sha256(b"hello").hexdigest()
        assert desk.api.get(f"/attachments/{made['id']}/file", "member").content == b"hello"


def test_two_who_finish_at_once(desk: Office) -> None:
    path = where(desk.begin(item := desk.item(), 5, filename="a"))
    staging = Staging(desk.settings.files_dir, _id(path))
    staging.begin(0)
    staging.write(b"hello")
    asked = [desk.start("HEAD", path, "editor", headers=TUS) for _ in range(6)]
    assert {answer.result(30).status_code for answer in asked} == {200}
    assert len(files_of(desk, item)) == 1
    assert desk.api.get(f"/attachments/{files_of(desk, item)[0]['id']}/file", "member").content == b"hello"


def test_two_people_upload_to_one_item(desk: Office) -> None:
    item = desk.item()
    paths = {
        person: where(desk.begin(item, 100_000, person, filename=person)) for person in ("editor", "owner")
    }
    for start in range(0, 100_000, 25_000):
        sent = [
            desk.start(
                "PATCH",
                path,
                person,
                content=person[:1].encode() * 25_000,
                headers=BYTES | {"Upload-Offset": str(start)},
            )
            for person, path in paths.items()
        ]
        assert {answer.result(30).status_code for answer in sent} == {204}
    for made in files_of(desk, item):
        assert (
            desk.api.get(f"/attachments/{made['id']}/file", "member").content
            == made["name"][:1].encode() * 100_000
        )
    assert len(files_of(desk, item)) == 2


def test_rights_are_asked_each_time(desk: Office) -> None:
    item = desk.item()
    path = where(desk.begin(item, 10, "manager", filename="a", column_id=desk.column))
    assert desk.put(path, 0, b"12345", "manager").status_code == 204
    member = "(select id from tests.people where name = 'manager')"
    role = f"update public.workspace_members set role = %s where user_id = {member}"
    desk.superuser.execute(role, ["member"])
    assert slug(desk.put(path, 5, b"67890", "manager")) == (403, "capability_required")
    desk.superuser.execute(role, ["manager"])
    desk.superuser.execute(
        f"create table public.kept as select * from public.workspace_members where user_id = {member}"
    )
    desk.superuser.execute(f"delete from public.workspace_members where user_id = {member}")
    assert slug(desk.put(path, 5, b"67890", "manager")) == (404, "workspace_not_found")
    assert desk.head(path, "manager").status_code == 404
    desk.superuser.execute(
        "insert into public.workspace_members select * from public.kept; drop table public.kept"
    )
    desk.api.delete(f"/items/{item}", "owner")
    assert slug(desk.put(path, 5, b"67890", "manager")) == (409, "item_in_trash")
    desk.api.post(f"/items/{item}/restore", "owner")
    columns = f"/lists/{desk.list_id}/columns/{desk.column}"
    assert desk.api.delete(columns, "manager").status_code in {200, 204}
    assert slug(desk.put(path, 5, b"67890", "manager")) == (422, "attachment_column_invalid")
    assert files_of(desk, item) == []
    restored = desk.api.post(f"/columns/{desk.column}/restore", "manager", json={})
    assert restored.status_code == 200, restored.text
    assert desk.put(path, 5, b"67890", "manager").status_code == 204
    assert len(files_of(desk, item)) == 1


def _id(path: str) -> UUID:
    return UUID(path.rpartition("/")[2])
