"""Files of every format, all the way into a list."""

from typing import Any

import msgspec
import psycopg
import pytest

from tests.imports.conftest import Importer, Report
from tests.imports.corpus import CASES
from tests.imports.corpus.makers import xls, xlsb
from tests.imports.corpus.workbooks import KINDS, _dates, _hidden, _preamble, xlsx


def _notes(report: Report) -> str:
    assert report.decision is not None, report.error
    return "\n".join(report.decision["notes"])


def test_a_workbook(common_importer: Importer) -> None:
    report = common_importer(xlsx(_dates)(), name="dates.xlsx")
    assert (report.status, report.rows_imported) == ("done", 1)
    assert report.items == [
        {"day": "2024-01-01", "moment": "2024-01-01T18:00:00Z", "time": "12:00:00", "length": "36:00:00",
         "short": "2024-01-02", "share": 0.125},
    ]  # fmt: skip
    assert report.types()["moment"] == "datetime"
    report = common_importer(
        xlsx(_dates)(), types={"length": "duration", "share": {"type": "percent", "format": "fraction"}}
    )
    assert report.items[0]["length"] == 129_600
    assert report.items[0]["share"] == 0.125


@pytest.mark.parametrize("content", [xls(KINDS), xlsb(KINDS)], ids=["xls", "xlsb"])
def test_errors_of_a_workbook_reject_their_row_where_the_type_is_declared(
    common_importer: Importer, content: bytes
) -> None:
    report = common_importer(content, types={"e": "number"})
    assert (report.rows_read, report.rows_rejected) == (1, 1)
    assert report.errors[0][:3] == (1, "e", "#N/A")
    assert "D2 #N/A" in _notes(report)
    report = common_importer(content, empty=["#N/A"])
    assert report.items == [{"s": "Größe", "n": 12.5, "b": True}]


def test_what_is_left_out_of_a_workbook_is_said(common_importer: Importer) -> None:
    report = common_importer(xlsx(_preamble)())
    assert '"Sales of May", "confidential"' in _notes(report)
    assert report.rows_imported == 2
    assert "Hidden rows are read like the others: 2." in _notes(common_importer(xlsx(_hidden)()))


def test_json(common_importer: Importer) -> None:
    text = '[{"id": 12345678901234567890, "at": {"city": "Bonn"}, "tags": ["a", "b"]}, {"id": 2, "x": 1.50}]'
    report = common_importer(text, name="a.json", types={"tags": "multi_select", "id": "text"})
    assert report.status == "done", report.error
    assert report.types() == {"id": "text", "at.city": "text", "tags": "multi_select", "x": "number"}
    assert report.items == [
        {"id": "12345678901234567890", "at_city": "Bonn", "tags": ["a", "b"]},
        {"id": "2", "x": 1.50},
    ]


def test_lines_of_json(common_importer: Importer) -> None:
    report = common_importer('{"a": 1}\n{"a": \n{"a": 3}\n', name="a.ndjson")
    assert (report.rows_read, report.rows_imported) == (3, 2)
    assert report.errors[0][:3] == (2, "", '{"a": ')
    assert "line 2, column 8 is not JSON" in report.errors[0][3]
    assert report.cells("a") == [1, 3]


def test_no_records_at_all(common_importer: Importer) -> None:
    report = common_importer("[]", name="a.json")
    assert (report.status, report.rows_read) == ("done", 0)


def test_blank_rows_are_told(common_importer: Importer) -> None:
    report = common_importer("a,b\n1,2\n" + ",\n" * 3_000 + "3,4\n" + ",\n" * 2_000)
    assert (report.rows_read, report.rows_imported) == (2, 2)
    assert "5,000 blank rows are left out." in _notes(report)
    report = common_importer("a,b\n1,2\n,\n", blank_rows="keep")
    assert report.items == [{"a": 1, "b": 2}, {}]


@pytest.mark.parametrize(
    "name",
    ["bomb.xlsx", "a billion laughs", "an external entity", "encrypted.xlsx", "truncated.xlsx", "bomb.json",
     "sales.pdf", "columns-501.csv", "nan.json", "two-tables.json"],
)  # fmt: skip
def test_a_file_that_is_refused_fails_its_import_and_nothing_else(
    common_importer: Importer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    case = next(case for case in CASES if name in {case.name, case.about})
    limits = {"imports": type(common_importer.settings.imports)(**case.limits)}
    monkeypatch.setattr(
        common_importer, "settings", msgspec.structs.replace(common_importer.settings, **limits)
    )
    report = common_importer(case.data(), name=case.name)
    assert (report.status, report.list_id) == ("failed", None)
    assert report.error is not None
    assert report.error["code"] == case.error
    assert case.message in report.error["message"]


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"sheet": 0}, "sheet"),
        ({"sheet": ""}, "sheet"),
        ({"sheet": True}, "sheet"),
        ({"records": "rows"}, "records"),
        ({"header_row": 0}, "header_row"),
        ({"header_row": 1.5}, "header_row"),
        ({"header_rows": 6}, "header_rows"),
        ({"skip_rows": -1}, "skip_rows"),
        ({"skip_rows": "3"}, "skip_rows"),
        ({"ragged": "cut"}, "ragged"),
        ({"blank_rows": True}, "blank_rows"),
        ({"fill_merged": "yes"}, "fill_merged"),
        ({"format": "xml"}, "format"),
    ],
)
def test_options_of_reading_are_checked(
    common_importer: Importer, options: dict[str, Any], wrong: str
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as raised:
        common_importer.ask(b"a\n1\n", **options)
    assert raised.value.diag.constraint_name == "import_options_invalid"
    assert f'"{wrong}"' in (raised.value.diag.message_primary or "")


def test_an_inspection_is_kept(common_importer: Importer) -> None:
    query = """
      select public.create_inspection(
        id => gen_random_uuid(), workspace_id => %s, file_name => 'a.csv', file_size => 1,
        file_sha256 => repeat('0', 64), findings => '{"rows": 3}', options => '{"sheet": 2}')
    """
    made = common_importer.call("editor", query, [common_importer.workspace_id])
    assert (made["status"], made["findings"], made["list_name"]) == ("inspected", {"rows": 3}, "a.csv")
