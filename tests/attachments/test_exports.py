"""Files in exports: their addresses, or the files themselves in a zip, under the rights of who asked."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

from deedbook.objects import Objects, StoreError
from jobs.exports.run import file_path, folder_of, run_export
from tests.attachments.conftest import MIB, Office
from tests.exports.test_real_file import WORKER


@pytest.fixture(scope="module")
def homes(desk: Office) -> dict[str, Any]:
    """Three items: files under the column and beside it, some of one name, some of harmful ones."""
    first, second, third = (desk.item(name=name) for name in ("First", "Second", "Third"))
    photos = {"column_id": desk.column}
    made = [
        desk.attach(first, b"one", "plan.pdf", form=photos),
        desk.attach(first, b"two", "PLAN.pdf", form=photos),
        desk.attach(first, b"three", "plan.pdf"),
        desk.attach(second, b"", "con", form=photos),
        desk.attach(second, b"x" * MIB + b"end", 'a:"b*?.bin', form=photos),
        desk.attach(third, b"trash", "gone.txt", form=photos),
    ]
    desk.api.delete(f"/attachments/{made[-1]['id']}", "editor")
    return {"items": [first, second, third], "files": made}


def export(desk: Office, person: str = "editor", **asked: Any) -> dict[str, Any]:
    """An export that was run; `bytes` is its file."""
    answer = desk.api.post("/exports", person, json=asked)
    assert answer.status_code == 202, answer.text
    run_export(desk.settings, answer.json()["id"])
    found: dict[str, Any] = desk.api.get(f"/exports/{answer.json()['id']}", person).json()
    path = file_path(desk.settings, found["id"])
    return found | {"bytes": path.read_bytes() if path.exists() else None}


def packed(found: dict[str, Any]) -> zipfile.ZipFile:
    assert found["status"] == "done", found["error"]
    archive = zipfile.ZipFile(io.BytesIO(found["bytes"]))
    assert archive.testzip() is None
    return archive


def test_links_are_addresses(desk: Office, homes: dict[str, Any]) -> None:
    found = export(desk, format="csv", list_id=desk.list_id)
    assert found["media_type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(found["bytes"].decode("utf-8-sig"))))
    ids = [file["id"] for file in homes["files"]]
    assert rows[0]["Photos"] == "plan.pdf, PLAN.pdf" and rows[2]["Photos"] == ""
    links = rows[0]["Photos (link)"].split(", ")
    base = f"{desk.settings.public_url}/api/v1"
    assert links == [f"{base}/attachments/{id_}/file" for id_ in ids[:2]]
    assert desk.api.get(links[0].removeprefix(base), "member").content == b"one"
    found = export(desk, format="json", list_id=desk.list_id)
    [first, *_] = json.loads(found["bytes"])["items"]
    assert first["Photos (link)"] == links and first["Photos (id)"] == ids[:2]
    assert [file["name"] for file in first["Photos"]] == ["plan.pdf", "PLAN.pdf"]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json", "ndjson"])
def test_a_zip_with_the_files(desk: Office, homes: dict[str, Any], format_: str) -> None:
    found = export(desk, format=format_, list_id=desk.list_id, options={"attachments": "zip"})
    archive = packed(found)
    _, second, _ = homes["items"]
    assert (found["media_type"], found["file_name"]) == ("application/zip", "Homes.zip")
    assert archive.namelist()[0] == f"Homes.{format_}" and archive.namelist()[-1] == "manifest.json"
    manifest = json.loads(archive.read("manifest.json"))
    said = {each["attachment_id"]: each for each in manifest["attachments"]}
    assert len(said) == 5 == len({each["file"].casefold() for each in said.values()})
    assert sorted(each["file"] for each in said.values()) == sorted(
        name for name in archive.namelist() if name.startswith("files/")
    )
    for file in homes["files"][:5]:
        each = said[file["id"]]
        assert hashlib.sha256(archive.read(each["file"])).hexdigest() == file["sha256"] == each["sha256"]
        assert each["item_id"] == file["item_id"] and each["list_id"] == desk.list_id
        assert (each["column_id"], each["name"], each["size"]) == (
            file["column_id"],
            file["name"],
            file["size"],
        )
        assert each["column"] == ("Photos" if file["column_id"] else None) and "missing" not in each
        assert not set(each["file"].removeprefix(f"files/{file['item_id']}/")) & set('/\\:*?"<>|')
    assert said[homes["files"][3]["id"]]["file"] == f"files/{second}/_con"
    assert found["report"]["attachments"] == {"count": 5, "bytes": 11 + MIB + 3, "missing": 0, "names": []}
    places = [said[file["id"]]["file"] for file in homes["files"][:2]]
    table = archive.read(f"Homes.{format_}")
    if format_ == "csv":
        cell = next(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))["Photos (file)"]
    elif format_ == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(table)).worksheets[0]
        cell = dict(zip(*[[c.value for c in row] for row in list(sheet.iter_rows())[:2]], strict=True))[
            "Photos (file)"
        ]
    else:
        record = json.loads(table)["items"][0] if format_ == "json" else json.loads(table.splitlines()[0])
        cell = ", ".join(record["Photos (file)"])
    assert cell == ", ".join(places)


def test_only_what_was_asked_for(desk: Office, homes: dict[str, Any]) -> None:
    options = {"attachments": "zip"}
    found = export(desk, format="csv", list_id=desk.list_id, item_ids=homes["items"][1:], options=options)
    assert found["report"]["attachments"]["count"] == 2
    found = export(desk, format="csv", list_id=desk.list_id, query={"fields": ["name"]}, options=options)
    assert found["report"]["attachments"]["count"] == 1, (
        "the one that hangs on the item, not those of a column"
    )
    workspace = {"workspace_id": desk.workspace, "options": options, "format": "csv"}
    archive = packed(export(desk, **workspace))
    assert len(json.loads(archive.read("manifest.json"))["attachments"]) == 5
    assert {"lists/Homes.csv", "crm/contacts.csv"} <= set(archive.namelist())


def test_a_list_called_manifest(desk: Office) -> None:
    made = desk.api.post(
        "/lists",
        "manager",
        json={"name": "manifest", "columns": []},
        headers={"X-Workspace-Id": desk.workspace},
    ).json()
    archive = packed(export(desk, format="json", list_id=made["id"], options={"attachments": "zip"}))
    assert archive.namelist() == ["manifest (2).json", "manifest.json"]
    assert json.loads(archive.read("manifest.json"))["attachments"] == []


def test_what_the_store_has_lost_is_said(desk: Office) -> None:
    item = desk.item(name="Lost")
    kept, lost, cut = (desk.attach(item, name.encode(), name) for name in ("kept.txt", "lost.txt", "cut.txt"))
    keys = dict(
        desk.superuser.execute(
            "select attachment_id::text, object_key from private.stored_objects where kind = 'file'"
        ).fetchall()
    )
    folder = desk.settings.files_dir / "attachments"
    (folder / keys[lost["id"]]).unlink()
    (folder / keys[cut["id"]]).write_bytes(b"c")
    found = export(desk, format="csv", list_id=desk.list_id, item_ids=[item], options={"attachments": "zip"})
    archive = packed(found)
    names = [f"files/{item}/{each['name']}" for each in (kept, lost, cut)]
    assert archive.namelist() == ["Homes.csv", names[0], "manifest.json"]
    said = {
        each["file"]: each.get("missing", False)
        for each in json.loads(archive.read("manifest.json"))["attachments"]
    }
    assert said == {names[0]: False, names[1]: True, names[2]: True}
    assert found["report"]["attachments"]["missing"] == 2
    assert sorted(found["report"]["attachments"]["names"]) == sorted(names[1:])
    assert found["report"]["notes"] == [
        "2 files are not in the archive: the store has lost them. manifest.json names each."
    ]


def test_too_much_and_a_store_that_does_not_answer(
    desk: Office, homes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"format": "csv", "list_id": desk.list_id, "options": {"attachments": "zip"}}
    few = msgspec.structs.replace(desk.settings, export_files_bytes=MIB)
    made = desk.api.post("/exports", "editor", json=asked).json()
    run_export(few, made["id"])
    found = desk.api.get(f"/exports/{made['id']}", "editor").json()
    assert found["status"] == "failed" and found["error"]["code"] == "files_too_large"
    assert (
        "1,048,576 bytes" in found["error"]["message"] and "EXPORT_FILES_BYTES" in found["error"]["message"]
    )

    def broken(self: Objects, key: str, size: int) -> Iterator[bytes]:
        yield b""
        raise StoreError("connection refused")

    monkeypatch.setattr(Objects, "parts", broken)
    found = export(desk, **asked)
    assert found["status"] == "failed" and found["error"]["code"] == "store_unavailable"
    assert found["bytes"] is None
    assert not [path for path in folder_of(desk.settings).iterdir() if found["id"] in path.name]


def test_rights(desk: Office, homes: dict[str, Any]) -> None:
    asked = {"format": "csv", "list_id": desk.list_id, "options": {"attachments": "zip"}}
    assert desk.api.post("/exports", "member", json=asked).status_code == 403
    assert desk.api.post("/exports", "outsider", json=asked).status_code == 404
    wrong = desk.api.post("/exports", "editor", json=asked | {"options": {"attachments": "both"}})
    assert wrong.status_code == 422


def test_an_item_is_found_by_the_names_of_its_files(desk: Office) -> None:
    item = desk.item(name="Villa")
    file = desk.attach(item, b"x", "Grundriss Obergeschoß.pdf", form={"column_id": desk.column})
    own = desk.attach(item, b"x", "Exposé.docx")
    headers = {"X-Workspace-Id": desk.workspace}

    def hits(word: str) -> list[tuple[str, str, str]]:
        found = desk.api.get(f"/search?q={word}", "member", headers=headers).json()["hits"]
        return [(hit["id"], hit["field"], hit["title"]) for hit in found]

    for _ in range(2):  # before the index has read it, and after
        assert hits("obergeschoss") == [(item, "photos", "Villa")]
        assert hits("villa expose") == [(item, "name", "Villa")]
        assert hits("expose") == [(item, "attachments", "Villa")]
        while desk.superuser.execute("select private.index_search()").fetchone() != (0,):
            pass
    desk.api.patch(f"/attachments/{own['id']}", "editor", json={"name": "Brochure.docx"})
    assert hits("expose") == [] and hits("brochure") == [(item, "attachments", "Villa")]
    desk.api.delete(f"/attachments/{file['id']}", "editor")
    assert hits("grundriss") == []
    desk.api.post(f"/attachments/{file['id']}/restore", "editor")
    assert hits("grundriss") == [(item, "photos", "Villa")]
    desk.superuser.execute("delete from public.attachments where id = %s", [own["id"]])
    assert hits("brochure") == []


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks /proc for the peak")
def test_memory_does_not_grow_with_the_files(desk: Office) -> None:
    """4 files, and 60 of 4 MiB each, packed by a worker of its own."""
    peaks = {}
    for count in (4, 60):
        items = [desk.item(name=f"{count} {n}") for n in range(count // 4)]
        for item in items:
            for n in range(4):
                desk.attach(item, bytes([n]) * (4 * MIB - 1000), f"{n}.bin")
        asked = {"format": "csv", "list_id": desk.list_id, "item_ids": items}
        made = desk.api.post("/exports", "editor", json=asked | {"options": {"attachments": "zip"}}).json()
        settings = desk.settings
        done = subprocess.run(
            [
                *(sys.executable, "-c", WORKER),
                *(str(settings.files_dir), settings.worker_database_url, made["id"]),
            ],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        peaks[count] = int(done.stdout)
        size = file_path(settings, made["id"]).stat().st_size
        assert size > count * (4 * MIB - 1000)
        print(f"{count} files, {size:,} bytes: peak {peaks[count]:,} kB")
    assert peaks[60] - peaks[4] < 12_000, f"kilobytes: {peaks}"
