"""Archives, limits of Excel, failures: what is in the file, and what is said where it cannot be."""

import csv
import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from jobs.exports import contents, run, workbook
from jobs.exports.names import LONGEST_FILE, Names, file_name, sheet_name
from jobs.exports.run import folder_of
from tests.exports.conftest import Exporter

NAMES = [{"name": "Name", "type": "text"}]


@pytest.fixture(scope="module")
def workspace(exporter: Exporter) -> UUID:
    """A workspace of its own, with lists whose names mean harm."""
    made = exporter.importer.call("owner", "select public.create_workspace('../../Evil \"GmbH\"')", [])
    for name in (
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "A:B",
        "con",
        ".hidden",
        "x" * 200,
        "Ünïcode",
        "=cmd",
        "[1]",
    ):
        columns = [
            {"name": "=Name", "key": "name", "type": "text"},
            {"name": "n", "type": "integer"},
        ]
        created = exporter.importer.call(
            "owner",
            "select public.create_list(workspace_id => %s, name => %s, columns => %s::jsonb)",
            [made["id"], name, json.dumps(columns)],
        )
        exporter.superuser.execute(
            "insert into public.items (list_id, workspace_id, values) select %s, %s,"
            " jsonb_build_object('name', '=1+' || n, 'n', n) from generate_series(1, 3) as n",
            [created["id"], made["id"]],
        )
    return UUID(made["id"])


@pytest.mark.parametrize("format_", ["csv", "json", "ndjson"])
def test_a_workspace_is_an_archive(exporter: Exporter, workspace: UUID, format_: str) -> None:
    exported = exporter(format_, person="owner", workspace_id=workspace)
    assert exported.file_name == "_.._Evil _GmbH_.zip" and exported.media_type == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(exported.content))
    assert archive.testzip() is None
    names = archive.namelist()
    assert len(names) == 11 == len({name.casefold() for name in names})
    assert names[-1] == "manifest.json"
    for name in names[:-1]:
        folder, _, last = name.partition("/")
        assert folder == "lists" and last.endswith(f".{format_}") and not last.startswith(".")
        assert not any(sign in last for sign in '/\\:"') and len(last.encode()) <= 255
    manifest = json.loads(archive.read("manifest.json"))
    assert [each["file"] for each in manifest["files"]["lists"]] == names[:-1]
    assert [each["rows"] for each in manifest["files"]["lists"]] == [3] * 10
    assert manifest["workspace"]["name"] == '../../Evil "GmbH"'
    assert {person["email"] for person in manifest["members"]} == {"owner@demo.example"}
    assert len(manifest["lists"]) == 10 and manifest["lists"][0]["columns"][0]["name"] == "=Name"
    if format_ == "csv":
        rows = list(csv.reader(io.StringIO(archive.read(names[0]).decode("utf-8-sig"), newline="")))
        assert rows == [["'=Name", "n"], *(["'=1+" + str(n), str(n)] for n in (1, 2, 3))]
    elif format_ == "json":
        assert json.loads(archive.read(names[0]))["items"][0]["=Name"] == "=1+1"
    assert exported.rows_done == 30


def test_a_workspace_as_one_workbook(exporter: Exporter, workspace: UUID) -> None:
    exported = exporter("xlsx", person="owner", workspace_id=workspace)
    archive = zipfile.ZipFile(io.BytesIO(exported.content))
    assert sorted(archive.namelist()) == ["_.._Evil _GmbH_.xlsx", "manifest.json"]
    book = openpyxl.load_workbook(io.BytesIO(archive.read("_.._Evil _GmbH_.xlsx")))
    assert len(book.sheetnames) == 10 and all(len(name) <= 31 for name in book.sheetnames)
    for sheet in book:
        rows = list(sheet.iter_rows())
        assert [cell.value for cell in rows[1]] == ["=1+1", 1]
        assert rows[1][0].data_type == "s" and rows[1][0].quotePrefix, "a text, also when somebody edits it"
    manifest = json.loads(archive.read("manifest.json"))
    assert [each["sheets"] for each in manifest["files"]["lists"]] == [[name] for name in book.sheetnames]


def test_a_workspace_without_lists(exporter: Exporter) -> None:
    made = exporter.importer.call("owner", "select public.create_workspace('Nothing')", [])
    for format_ in ("csv", "xlsx"):
        exported = exporter(format_, person="owner", workspace_id=UUID(made["id"]))
        assert zipfile.ZipFile(io.BytesIO(exported.content)).namelist()[-1] == "manifest.json"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sales", "Sales"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\x", "C__x"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie_ x"),
        ("\u202egnp.exe", "gnp.exe"),
        ("con", "_con"),
        ("NUL.csv", "_NUL.csv"),
        ("...", "_"),
        ("", "_"),
        ("ä" * 300, "ä" * (LONGEST_FILE // 2)),
    ],
)
def test_names_of_files(name: str, expected: str) -> None:
    assert file_name(name) == expected


def test_no_name_comes_twice() -> None:
    names = Names(31)
    given = [
        names.free(sheet_name(name))
        for name in ("A", "a", "A (2)", "\uff21", "x" * 40, "x" * 31, "History", "'q'")
    ]
    assert given == ["A", "a (2)", "A (2) (2)", "\uff21 (3)", "x" * 31, "x" * 27 + " (2)", "History_", "q"]
    emoji = Names(31).free(sheet_name("\U0001f3e1" * 31))
    assert len(emoji.encode("utf-16-le")) // 2 <= 31


def test_texts_that_look_like_formulas(exporter: Exporter) -> None:
    list_id = exporter.make_list(NAMES)
    texts = [
        "=1+1",
        " =1+1",
        "\t@x",
        "-1+1",
        "+1",
        "'=1",
        "plain",
        "\ufeff=1",
        "http://x.example",
        "1",
        "_x0041_",
        "a\x01b",
    ]
    exporter.add(list_id, *({"name": text} for text in texts))
    safe = [row[0] for row in exporter(list_id=list_id).rows()[1:]]
    assert safe == ["'=1+1", "' =1+1", "'\t@x", "'-1+1", "'+1", "''=1", "plain", "'\ufeff=1", *texts[8:]]
    raw = exporter(list_id=list_id, protection="raw")
    assert not raw.content.startswith(b"\xef\xbb\xbf")
    assert [row[0] for row in raw.rows("utf-8")[1:]] == texts
    for protection in ("safe", "raw"):
        sheet = openpyxl.load_workbook(
            io.BytesIO(exporter("xlsx", list_id=list_id, protection=protection).content)
        ).active
        assert sheet is not None
        cells = [row[0] for row in sheet.iter_rows(min_row=2)]
        assert {cell.data_type for cell in cells} == {"s"} and not any(cell.hyperlink for cell in cells)
        assert [openpyxl.utils.escape.unescape(str(cell.value)) for cell in cells] == texts
        assert [bool(cell.quotePrefix) for cell in cells] == [
            protection == "safe" and cell != text for cell, text in zip(safe, texts, strict=True)
        ]


def test_numbers_of_excel_are_exact_or_text(exporter: Exporter) -> None:
    list_id = exporter.make_list([{"name": "N", "type": "number"}])
    numbers = [
        "1",
        "-0.1",
        "123456789012345",
        "1234567890123456",
        "0.1234567890123456",
        "1e20",
        "1.50",
        "12345678901234567890",
    ]
    exporter.add(list_id, *(f'{{"n": {n}}}' for n in numbers))
    sheet = openpyxl.load_workbook(io.BytesIO(exporter("xlsx", list_id=list_id).content)).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        *(
            1,
            -0.1,
            123456789012345,
            "1234567890123456",
            "0.1234567890123456",
            1e20,
            1.5,
            "12345678901234567890",
        ),
    ]


def test_a_cell_too_long_for_excel_is_said(exporter: Exporter) -> None:
    list_id = exporter.make_list([{"name": "Note", "type": "long_text"}])
    exporter.add(list_id, {"note": "x" * 32_767}, {"note": "\U0001f3e1" * 16_384})
    exported = exporter("xlsx", list_id=list_id)
    assert exported.status == "failed" and exported.error and exported.error["code"] == "cell_too_long"
    assert '"Note"' in exported.error["message"] and "row 3" in exported.error["message"]
    assert not exported.path.exists()
    assert len(exporter("csv", list_id=list_id).rows()) == 3


def test_more_rows_than_a_sheet_takes_go_on_in_another(
    exporter: Exporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1_001)
    list_id = exporter.make_list(NAMES, "Long")
    exporter.add(list_id, *({"name": str(n)} for n in range(2_500)))
    exported = exporter("xlsx", list_id=list_id)
    book = openpyxl.load_workbook(io.BytesIO(exported.content))
    assert book.sheetnames == ["Long", "Long (2)", "Long (3)"]
    assert [sheet.max_row for sheet in book] == [1_001, 1_001, 501]
    assert book["Long (2)"]["A1"].value == "Name" and book["Long (2)"]["A2"].value == "1000"
    assert exported.report is not None
    assert (
        exported.report["lists"][0]["sheets"] == book.sheetnames
        and "Long (2), Long (3)" in exported.report["notes"][0]
    )
    monkeypatch.setattr(workbook, "MOST_COLUMNS", 0)
    refused = exporter("xlsx", list_id=list_id)
    assert refused.error and refused.error["code"] == "too_many_columns"


def test_encodings(exporter: Exporter) -> None:
    list_id = exporter.make_list(NAMES)
    exporter.add(list_id, {"name": "Größe €"})
    for asked, codec in (
        ({"encoding": "utf-16"}, "utf-16"),
        ({"encoding": "windows-1252"}, "cp1252"),
        ({"byte_order_mark": False}, "utf-8"),
        ({"protection": "raw", "byte_order_mark": True}, "utf-8-sig"),
        ({"delimiter": "\t"}, "utf-8-sig"),
    ):
        exported = exporter(list_id=list_id, **asked)
        assert exported.rows(codec, asked.get("delimiter", ","))[1] == ["Größe €"]  # type: ignore[arg-type]
        assert exporter.copy(exported, list_id).cells("name") == ["Größe €"]
    exporter.add(list_id, {"name": "\u4f60"})
    exported = exporter(list_id=list_id, encoding="windows-1252")
    assert exported.error and exported.error["code"] == "character_not_in_encoding"
    assert "U+4F60" in exported.error["message"]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_a_full_disk_leaves_nothing_and_is_said(
    exporter: Exporter, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_id = exporter.make_list(NAMES)
    exporter.add(list_id, {"name": "x"})

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(
        contents if format_ != "xlsx" else zipfile.ZipFile, "_write" if format_ != "xlsx" else "write", full
    )
    exported = exporter(format_, list_id=list_id)
    assert exported.status == "failed" and exported.error and exported.error["code"] == "disk_full"
    assert [p for p in folder_of(exporter.settings).iterdir() if str(exported.id) in p.name] == []


def test_a_worker_that_is_killed_leaves_no_half_file(exporter: Exporter) -> None:
    list_id = exporter.make_list(NAMES)
    exporter.add(list_id, *({"name": str(n)} for n in range(1_000)))
    identifier = exporter.ask(list_id=list_id)
    script = (
        "import sys, time; from uuid import UUID; from pathlib import Path\n"
        "from deedbook.settings import Settings\n"
        "from jobs.exports import run\n"
        "run.Progress.advance = lambda self, rows: (print('reading', flush=True), time.sleep(60))\n"
        "files, url, export = sys.argv[1:]\n"
        "run.run_export(Settings(data_dir=Path(files), files_dir=Path(files), mail_dir=Path(files),"
        " worker_database_url=url), UUID(export))\n"
    )
    files = exporter.settings.files_dir
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(files), exporter.settings.worker_database_url, str(identifier)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None and child.stdout.readline() == b"reading\n"
    left = [p for p in folder_of(exporter.settings).iterdir() if str(identifier) in p.name]
    assert len(left) == 1 and left[0].name.startswith(".")
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    child.stdout.close()
    assert exporter.found(identifier).status == "running"
    began = time.monotonic()
    exported = exporter.run(identifier)  # waits for the session of the dead worker, if it is still there
    assert time.monotonic() - began < 30
    assert len(exported.rows()) == 1_001
    assert [p.name for p in folder_of(exporter.settings).iterdir() if str(identifier) in p.name] == [
        str(identifier)
    ]


def test_a_column_that_cannot_be_computed_is_said(exporter: Exporter) -> None:
    columns = [
        {"name": "A", "type": "integer"},
        {"name": "Double", "type": "formula", "config": {"formula": "{a} * 2"}},
    ]
    list_id = exporter.make_list(columns)
    exporter.add(list_id, {"a": 2})
    column = exporter.importer.call("manager", "select public.get_list(%s)", [list_id])["columns"][0]["id"]
    exporter.importer.call("manager", "select public.delete_column(%s, %s)", [list_id, column])
    exported = exporter(list_id=list_id)
    assert exported.rows() == [["Double"], [""]]
    assert exported.report is not None
    assert '"Double" is empty' in exported.report["lists"][0]["problems"][0]["message"]


def test_names_that_two_columns_would_share(exporter: Exporter) -> None:
    columns = [
        {"name": "ID", "type": "text"},
        {"name": "Who", "type": "user"},
        {"name": "who (id)", "type": "text"},
    ]
    list_id = exporter.make_list(columns)
    [names] = exporter(list_id=list_id, ids="all").rows()
    assert names == ["id 2", "ID", "Who", "Who (id) 2", "who (id)"]


def test_files_go_when_their_time_is_over(exporter: Exporter) -> None:
    from jobs.upkeep import purge_exports

    class Context:
        additional_context = {"settings": exporter.settings}  # noqa: RUF012

    list_id = exporter.make_list(NAMES)
    old, new = exporter(list_id=list_id), exporter(list_id=list_id)
    folder = folder_of(exporter.settings)
    stray = folder / f".{old.id}.left"
    stray.mkdir()
    (folder / "stranger").write_bytes(b"x")
    stuck = exporter.ask(list_id=list_id)
    ages = (
        ("alter table public.exports disable trigger _100_touch", []),
        ("update public.exports set expires_at = now() - interval '1 second' where id = %s", [old.id]),
        ("update public.exports set updated_at = now() - interval '2 days' where id = %s", [stuck]),
        ("alter table public.exports enable trigger _100_touch", []),
    )
    for statement, parameters in ages:
        exporter.superuser.execute(statement, parameters)
    assert exporter.importer.call("editor", "select public.get_export(%s)", [old.id])["status"] == "expired"
    purge_exports(Context())  # type: ignore[arg-type]
    assert exporter.found(old.id).status == "expired" and not old.path.exists() and not stray.exists()
    assert not (folder / "stranger").exists()
    assert exporter.found(new.id).status == "done" and new.path.exists()
    assert exporter.found(stuck).status == "failed"
    assert (exporter.found(stuck).error or {})["code"] == "given_up"
    purge_exports(Context())  # type: ignore[arg-type]
    assert new.path.exists() and isinstance(new.path, Path)
    assert run.file_path(exporter.settings, new.id) == new.path
