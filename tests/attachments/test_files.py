"""Files go up in a form, come down in ranges, and are renamed, ordered, trashed and restored."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest

from api.downloads import disposition
from tests.attachments.conftest import Office, picture, slug


def test_a_file_goes_up_and_comes_down(desk: Office) -> None:
    item, content = desk.item(), picture()
    made = desk.attach(item, content, "front.png", said="text/html")
    assert (made["item_id"], made["column_id"], made["name"], made["size"]) == (
        item,
        None,
        "front.png",
        len(content),
    )
    assert made["sha256"] == hashlib.sha256(content).hexdigest()
    assert (made["media_type"], made["preview_state"]) == ("image/png", "pending")
    assert desk.api.get(f"/attachments/{made['id']}", "member").json() == made
    page = desk.api.get(f"/items/{item}/attachments", "member").json()
    assert page == {"attachments": [made], "next_cursor": None}
    got = desk.api.get(f"/attachments/{made['id']}/file", "member")
    assert (got.status_code, got.content) == (200, content)
    assert got.headers["etag"] == f'"{made["sha256"]}"'
    assert got.headers["content-type"] == "image/png"
    assert got.headers["content-disposition"].startswith('attachment; filename="front.png"')
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    assert "no-cache" in got.headers["cache-control"]
    assert [path.parent.name for path in desk.objects() if path.read_bytes() == content] == [desk.workspace]
    assert desk.staged() == []
    shown = desk.api.get(f"/attachments/{made['id']}/file?inline=true", "member")
    assert shown.headers["content-disposition"].startswith("inline; ")


def test_who_may_and_who_may_not(desk: Office) -> None:
    item = desk.item()
    made, before = desk.attach(item), len(desk.objects())
    path = f"/attachments/{made['id']}"
    for person, answer in (
        ("member", (403, "capability_required")),
        ("outsider", (404, "item_not_found")),
        ("other_owner", (404, "item_not_found")),
        ("removed", (404, "item_not_found")),
    ):
        assert slug(desk.send(item, person=person)) == answer
        assert slug(desk.begin(item, 5, person)) == answer
        again = (404, "attachment_not_found") if person != "member" else answer
        assert slug(desk.api.patch(path, person, json={"name": "b"})) == again
        assert slug(desk.api.delete(path, person)) == again
        assert slug(desk.api.post(f"{path}/restore", person)) == again
        if person != "member":
            for read in ("", "/file", "/preview"):
                assert slug(desk.api.get(path + read, person)) == (404, "attachment_not_found")
            assert slug(desk.api.get(f"/items/{item}/attachments", person)) == (404, "item_not_found")
    assert desk.api.get(path).status_code == 401
    assert (len(desk.objects()), desk.staged()) == (before, [])
    assert desk.api.get(path, "member").json() == made


def test_forms_that_are_refused_leave_nothing(desk: Office) -> None:
    item, used, objects = desk.item(), desk.used(), desk.objects()
    stranger = str(uuid4())
    for form, answer in (
        ({"item_id": ""}, (422, "invalid_input")),
        ({"item_id": "x"}, (422, "invalid_input")),
        ({"item_id": stranger}, (404, "item_not_found")),
        ({"column_id": stranger}, (422, "attachment_column_invalid")),
        ({"created_by": stranger}, (422, "invalid_input")),
    ):
        assert slug(desk.send(item, form=form)) == answer, form
    big = desk.send(item, b"x" * (desk.api.services.limits.attachment + 1))
    assert slug(big) in {(413, "attachment_too_large"), (413, "body_too_large")}
    assert slug(desk.send(item, b"x" * (6 * 1024 * 1024))) == (413, "attachment_too_large")
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n'
    for body in (b"", part, part + part + b"--b--\r\n"):
        answer = desk.api.post(f"/attachments?item_id={item}", "editor", content=body, headers=headers)
        assert slug(answer) == (400, "malformed_form"), body
    assert slug(desk.api.post("/attachments", "editor", json={})) == (415, "unsupported_media_type")
    assert (desk.used(), desk.objects(), desk.staged()) == (used, objects, [])
    assert desk.api.get(f"/items/{item}/attachments", "editor").json()["attachments"] == []
    chunked = desk.api.post(
        f"/attachments?item_id={item}", "editor", content=_slowly(part + b"--b--\r\n"), headers=headers
    )
    assert chunked.status_code == 201 and chunked.json()["size"] == 1


async def _slowly(data: bytes) -> Any:
    for at in range(0, len(data), 7):
        yield data[at : at + 7]


def test_a_repeated_upload_is_made_once(desk: Office) -> None:
    item = desk.item()
    key = {"Idempotency-Key": str(uuid4())}
    first = desk.attach(item, b"once", headers=key)
    again = desk.send(item, b"once", headers=key)
    assert (again.status_code, again.json()) == (201, first)
    assert again.headers["idempotency-replayed"] == "true"
    assert slug(desk.send(item, b"twice", headers=key)) == (422, "idempotency_key_reused")
    assert len(desk.api.get(f"/items/{item}/attachments", "editor").json()["attachments"]) == 1
    assert desk.staged() == []


def test_a_name_without_end_is_cut(desk: Office) -> None:
    made = desk.attach(desk.item(), b"x", "n" * 5_000 + ".pdf")
    assert made["name"] == "n" * 251 + ".pdf"


def test_ranges(desk: Office) -> None:
    content = bytes(range(256)) * 40
    made = desk.attach(desk.item(), content, "a.bin")
    path, size = f"/attachments/{made['id']}/file", len(content)

    def ask(text: str, **more: str) -> Any:
        return desk.api.get(path, "member", headers={"Range": text} | more)

    for text, start, end in (
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=10000-", 10000, size),
        ("bytes=-10", size - 10, size),
        ("bytes=-999999", 0, size),
        ("bytes=10-999999", 10, size),
        ("bytes=0-99999999999999999999", 0, size),
        ("bytes=-99999999999999999999", 0, size),
        ("bytes=" + "0" * 30 + "7-8", 7, 9),
        (f"bytes=3-{'9' * 5000}", 3, size),
        (" Bytes = 5-6 ", 5, 7),
        ("bytes=99999-,1-2", 1, 3),
    ):
        got = ask(text)
        assert (got.status_code, got.content) == (206, content[start:end]), text
        assert got.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
        assert got.headers["content-length"] == str(end - start)
    for text in (
        "bytes=10240-",
        "bytes=99999999999999999999-",
        "bytes=99999999999999999999-5",
        "bytes=-0",
        "bytes=x",
        "bytes=",
        "bytes=5-4",
        "bytes=-",
        "bytes=1-2-3",
        "bytes=1;2",
    ):
        got = ask(text)
        assert slug(got) == (416, "range_not_satisfiable"), text
        assert got.headers["content-range"] == f"bytes */{size}"
    several = ask("bytes=0-1,100-101, -2")
    assert several.status_code == 206
    boundary = several.headers["content-type"].removeprefix("multipart/byteranges; boundary=")
    parts = several.content.split(f"--{boundary}".encode())
    assert [part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for part in parts[1:-1]] == [
        content[:2],
        content[100:102],
        content[-2:],
    ]
    assert f"Content-Range: bytes 100-101/{size}".encode() in parts[2] and parts[-1] == b"--\r\n"
    assert several.headers["content-length"] == str(len(several.content))
    # What costs more than the file itself, and units that nobody knows, get the file.
    for text in (
        "bytes=" + ",".join(["0-9999"] * 4),
        "bytes=" + ",".join("1-1" for _ in range(40)),
        "lines=1-2",
    ):
        assert (ask(text).status_code, len(ask(text).content)) == (200, size)
    etag = f'"{made["sha256"]}"'
    assert ask("bytes=0-1", **{"If-Range": etag}).status_code == 206
    assert ask("bytes=0-1", **{"If-Range": '"other"'}).status_code == 200
    assert (
        ask("bytes=0-1", **{"If-Range": desk.api.get(path, "member").headers["last-modified"]}).status_code
        == 206
    )
    for tag in (etag, f'"x", {etag}', "*", "W/" + etag):
        assert desk.api.get(path, "member", headers={"If-None-Match": tag}).status_code == 304
    assert desk.api.get(path, "member", headers={"If-None-Match": '"x"'}).content == content
    head = desk.api("HEAD", path, "member")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(size))


@pytest.mark.parametrize(
    ("content", "media_type", "shown"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "image/svg+xml",
            "application/octet-stream",
        ),
        (b"<!doctype html><html><script>alert(1)</script>", "text/html", "application/octet-stream"),
        (
            b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
            "application/xml",
            "application/octet-stream",
        ),
        (b"%PDF-1.7\n%\xe2\xe3\n<html><script>alert(1)</script>", "application/pdf", "application/pdf"),
        (b"GIF89a/*<script>*/=1;alert(1)", "image/gif", "image/gif"),
        (b"PK\x03\x04" + b"\0" * 26 + b"x", "application/zip", "application/octet-stream"),
        (b"MZ" + b"\0" * 100, "application/octet-stream", "application/octet-stream"),
        (b"\x93\x01\x00\xfe" * 9, "application/octet-stream", "application/octet-stream"),
        ("Größe;Preis\n1;2\n".encode(), "text/plain", "text/plain"),
        (b"BM is a text", "text/plain", "text/plain"),
        (b"", "application/octet-stream", "application/octet-stream"),
    ],
)
def test_bytes_say_what_a_file_is(desk: Office, content: bytes, media_type: str, shown: str) -> None:
    made = desk.attach(desk.item(), content, "picture.png", said="image/png")
    assert (made["media_type"], made["size"]) == (media_type, len(content))
    got = desk.api.get(f"/attachments/{made['id']}/file?inline=true", "member")
    assert (got.content, got.headers["content-type"].partition(";")[0]) == (content, shown)
    is_safe = shown != "application/octet-stream"
    assert got.headers["content-disposition"].startswith("inline" if is_safe else "attachment")


def test_names_are_names(desk: Office) -> None:
    item = desk.item()
    for sent, kept in (
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("‮gpj.exe", "gpj.exe"),
        ("...", "file"),
        ("Größe 1.pdf", "Größe 1.pdf"),
        ("x" * 300 + ".pdf", ("x" * 300 + ".pdf")[-255:]),
    ):
        made = desk.attach(item, b"x", sent)
        assert made["name"] == kept
        header = desk.api.get(f"/attachments/{made['id']}/file", "member").headers["content-disposition"]
        assert "\n" not in header and header.isascii()
    path = f"/attachments/{made['id']}"
    for name in ("a/b", "a\\b", "a\nb", "a\x7fb", "a\u202eb", "..", " ", " a", "a\u2028b"):
        assert slug(desk.api.patch(path, "editor", json={"name": name})) == (
            422,
            "attachment_name_invalid",
        ), name
    assert slug(desk.api.patch(path, "editor", json={"name": "a\x00b"}))[0] == 422
    assert slug(desk.api.patch(path, "editor", json={"name": "x" * 256})) == (422, "invalid_input")
    assert disposition('a"b%41;é.txt', "attachment") == (
        "attachment; filename=\"a_b_41__.txt\"; filename*=UTF-8''a%22b%2541%3B%C3%A9.txt"
    )


def test_rename_and_order(desk: Office) -> None:
    item = desk.item()
    ids = [desk.attach(item, b"x", f"{n}.txt")["id"] for n in range(4)]
    other = desk.attach(item, b"x", "photo.txt", form={"column_id": desk.column})

    def names() -> list[str]:
        listed = desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]
        return [a["name"].removesuffix(".txt") for a in listed]

    assert names() == ["0", "1", "2", "3", "photo"]
    moved = desk.api.patch(f"/attachments/{ids[3]}", "editor", json={"position": 1})
    assert (moved.json()["position"], names()) == (1, ["3", "0", "1", "2", "photo"])
    desk.api.patch(f"/attachments/{ids[3]}", "editor", json={"position": 3})
    assert names() == ["0", "1", "3", "2", "photo"]
    desk.api.patch(f"/attachments/{ids[0]}", "editor", json={"position": 99})
    assert names() == ["1", "3", "2", "0", "photo"]
    renamed = desk.api.patch(f"/attachments/{ids[0]}", "editor", json={"name": "z.txt", "version": 1})
    assert (renamed.json()["name"], renamed.json()["version"]) == ("z.txt", 2)
    late = desk.api.patch(f"/attachments/{ids[0]}", "editor", json={"name": "y.txt", "version": 1})
    assert slug(late) == (409, "version_conflict")
    assert slug(desk.api.patch(f"/attachments/{ids[0]}", "editor", json={"position": 0})) == (
        422,
        "invalid_input",
    )
    seen, cursor = [], ""
    while cursor is not None:
        page = desk.api.get(
            f"/items/{item}/attachments?limit=2{cursor and '&cursor=' + cursor}", "member"
        ).json()
        seen += [a["id"] for a in page["attachments"]]
        cursor = page["next_cursor"]
    assert seen == [ids[1], ids[3], ids[2], ids[0], other["id"]]
    only = desk.api.get(f"/items/{item}/attachments?column_id={desk.column}", "member").json()
    assert [a["id"] for a in only["attachments"]] == [other["id"]]


def test_trash_and_restore(desk: Office) -> None:
    item = desk.item()
    made = desk.attach(item)
    path = f"/attachments/{made['id']}"
    used = desk.used()
    gone = desk.api.delete(path, "editor")
    assert gone.status_code == 200 and gone.json()["deleted_at"]
    assert desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"] == []
    trash = desk.api.get(f"/workspaces/{desk.workspace}/trash?limit=1000", "member").json()
    assert made["id"] in [a["id"] for a in trash["attachments"]]
    assert desk.api.get(path + "/file", "member").content == b"hello"  # to see what would be restored
    assert desk.used() == used  # until it is deleted for good
    assert desk.api.post(path + "/restore", "editor").json()["deleted_at"] is None
    assert len(desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]) == 1
    desk.api.delete(f"/items/{item}", "editor")
    assert slug(desk.send(item)) == (409, "item_in_trash")
    assert slug(desk.begin(item, 3)) == (409, "item_in_trash")
    desk.api.post(f"/items/{item}/restore", "editor")
    assert len(desk.api.get(f"/items/{item}/attachments", "member").json()["attachments"]) == 1


def test_the_trash_has_pages_of_both(desk: Office) -> None:
    expected = set()
    for n in range(3):
        item = desk.item()
        made = desk.attach(desk.item(), b"x", f"{n}")
        desk.api.delete(f"/items/{item}", "editor")
        desk.api.delete(f"/attachments/{made['id']}", "editor")
        expected |= {item, made["id"]}
    seen, cursor = [], ""
    while cursor is not None:
        url = f"/workspaces/{desk.workspace}/trash?limit=2{cursor and '&cursor=' + cursor}"
        page = desk.api.get(url, "member").json()
        assert len(page["items"]) + len(page["attachments"]) <= 2
        seen += [row["id"] for row in page["items"] + page["attachments"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) and expected <= set(seen)


def test_a_file_that_the_store_lost(desk: Office) -> None:
    made = desk.attach(desk.item(), b"soon lost")
    [lost] = [path for path in desk.objects() if path.read_bytes() == b"soon lost"]
    lost.unlink()
    assert slug(desk.api.get(f"/attachments/{made['id']}/file", "member")) == (410, "file_missing")
