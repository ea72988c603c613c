"""Rows that do not come in are named; every row read is imported or rejected."""

from typing import Any

import psycopg
import pytest

from tests.imports.conftest import Importer, Report


def _errors(report: Report) -> list[tuple[int, str, str | None]]:
    return [error[:3] for error in report.errors]


def test_ragged_rows(importer: Importer) -> None:
    report = importer('a,b\n1,2\n3\n4,5,6\n7,8\n9,"x\n')
    assert _errors(report) == [(2, "", "3"), (3, "", "4,5,6"), (5, "", '9,"x')]
    assert (report.rows_read, report.rows_imported, report.rows_rejected) == (5, 2, 3)
    assert report.cells("a") == [1, 7]


def test_a_bad_cell_rejects_its_row(importer: Importer) -> None:
    report = importer("a,b\n1,x\n?,y\n3,z\n", types={"a": "integer"})
    assert _errors(report) == [(2, "a", "?")]
    assert "whole number" in report.errors[0][3]
    assert report.cells("b") == ["x", "z"]


def test_a_bad_cell_can_be_kept_empty(importer: Importer) -> None:
    report = importer("a,b\n1,x\n?,y\n3,z\n", types={"a": "integer"}, on_error="keep_empty")
    assert report.items == [{"a": 1, "b": "x"}, {"b": "y"}, {"a": 3, "b": "z"}]
    assert report.errors == [(2, "a", "?", report.errors[0][3], False)]
    assert (report.rows_rejected, report.cells_emptied) == (0, 1)


def test_several_bad_cells_reject_one_row(importer: Importer) -> None:
    report = importer("a,b\n?,?\n1,2\n", types={"a": "integer", "b": "number"})
    assert _errors(report) == [(1, "a", "?"), (1, "b", "?")]
    assert report.rows_rejected == 1


STAGES = [{"id": "w", "label": "Won"}, {"id": "l", "label": "Lost"}]
COLUMNS: list[dict[str, Any]] = [
    {"name": "Name", "type": "text", "is_required": True, "config": {"max_length": 5}},
    {"name": "Price", "type": "number", "config": {"min": 0, "max": 100}},
    {"name": "Stage", "type": "select", "config": {"options": STAGES}},
    {"name": "Rooms", "type": "integer", "default_value": 3},
]


def test_the_rules_of_a_list_reject_rows(importer: Importer) -> None:
    list_id = importer.make_list(COLUMNS)
    report = importer(
        "NAME,price,Stage\na,1,won\n,2,Lost\nb,-1,w\nc,101,\nd,x,\ntoolong,5,\ne,5,Maybe\nf,,\n",
        list_id=list_id,
    )
    assert report.status == "done", report.error
    assert _errors(report) == [
        (2, "Name", None),
        (3, "Price", "-1"),
        (4, "Price", "101"),
        (5, "Price", "x"),
        (6, "Name", "toolong"),
        (7, "Stage", "Maybe"),
    ]
    assert report.items == [
        {"name": "a", "price": 1, "stage": "w", "rooms": 3},
        {"name": "f", "rooms": 3},
    ]


def test_keeping_empty_does_not_make_a_required_cell_empty(importer: Importer) -> None:
    list_id = importer.make_list(COLUMNS)
    report = importer("Name,Price\ntoolong,1\nb,-1\n", list_id=list_id, on_error="keep_empty")
    assert [error[:3] + error[4:] for error in report.errors] == [
        (1, "Name", "toolong", True),
        (2, "Price", "-1", False),
    ]
    assert report.items == [{"name": "b", "rooms": 3}]


def test_a_required_column_that_the_file_lacks_rejects_every_row(importer: Importer) -> None:
    list_id = importer.make_list(COLUMNS)
    report = importer("Price\n1\n2\n", list_id=list_id)
    assert (report.rows_read, report.rows_imported) == (2, 0)
    assert [error[:4] for error in report.errors] == [
        (1, "Name", None, "required, and empty"),
        (2, "Name", None, "required, and empty"),
    ]


def test_new_columns_are_added_to_a_list(importer: Importer) -> None:
    list_id = importer.make_list(COLUMNS)
    report = importer("Name,Agent\na,Smith\n", list_id=list_id)
    assert report.items == [{"name": "a", "agent": "Smith", "rooms": 3}]


def test_a_failure_leaves_only_its_report(importer: Importer) -> None:
    report = importer("a,b\n1,2\n", types={"c": "integer"})
    assert report.status == "failed"
    assert report.list_id is None
    assert report.error is not None
    assert report.error["code"] == "import_options_invalid"


def test_the_type_of_an_existing_column_stays(importer: Importer) -> None:
    report = importer("Price\n1\n", list_id=importer.make_list(COLUMNS), types={"Price": "text"})
    assert report.error is not None
    assert report.error["code"] == "column_type_is_fixed"


@pytest.mark.parametrize(
    "options",
    [
        {"delimiter": ",,"},
        {"colour": "red"},
        {"types": {"a": "nonsense"}},
        {"types": {"a": {"type": "number", "config": {"min": "x"}}}},
        {"date_order": "myd"},
        {"empty": "?"},
        {"on_error": "ignore"},
        {"has_header": 1},
    ],
)
def test_options_are_checked_when_they_are_given(importer: Importer, options: dict[str, Any]) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as raised:
        importer.ask(b"a\n1\n", **options)
    assert raised.value.diag.constraint_name == "import_options_invalid"
    assert next(iter(options)) in (raised.value.diag.message_primary or "")
