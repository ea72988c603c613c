"""Columns of every writable type take files, and reject the rows whose value a unique one has already."""

import threading
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from jobs.imports.errors import ImportInterrupted
from jobs.imports.run import run_import
from tests.imports.conftest import Importer

GOOD: list[tuple[str, dict[str, Any], str, str, Any]] = [
    ("percent", {}, "", "12.5%", 0.125),
    ("percent", {}, "", "-1,200 %", -12),
    ("percent", {}, "fraction", "0.125", 0.125),
    ("percent", {}, "hundredths", "12.5", 0.125),
    ("rating", {"max": 10}, "", "9", 9),
    ("datetime", {}, "", "2024-02-29", "2024-02-29T00:00:00Z"),
    ("duration", {}, "", "1:30:00", 5400),
    ("duration", {}, "", "1:30", 5400),
    ("duration", {}, "", "-0:00:01.25", -1.25),
    ("duration", {}, "minutes", "1.5", 90),
    ("user", {}, "", "Editor@demo.example", "editor"),
    ("user", {}, "", "editor", "editor"),
    ("address", {}, "", "12 Elm St", {"street": "12 Elm St"}),
    ("address", {}, "", '{"city": "Bonn", "country": "DE"}', {"city": "Bonn", "country": "DE"}),
    ("geo_point", {}, "", "47.6, -122.3", {"lat": 47.6, "lng": -122.3}),
    ("number_range", {}, "", "100-200", {"min": 100, "max": 200}),
    ("number_range", {}, "", "100 \u2013 200.5", {"min": 100, "max": 200.5}),
    ("number_range", {}, "", "-10--5", {"min": -10, "max": -5}),
    ("number_range", {}, "", "..5", {"max": 5}),
    ("json", {}, "", '[1, {"a": null}]', [1, {"a": None}]),
    ("json", {}, "", "{}", None),
]
BAD = [
    ("percent", "12.5", "12.5 %"),
    ("percent", "%", "12.5 %"),
    ("percent", "1%%", "12.5 %"),
    ("rating", "6", "from 1 to 5"),
    ("rating", "2.5", "from 1 to 5"),
    ("duration", "90", "H:MM"),
    ("duration", "1:60", "H:MM"),
    ("user", "nobody@demo.example", "member"),
    ("user", "outsider@demo.example", "member"),
    ("address", '{"planet": "Mars"}', "street"),
    ("address", "{", "street"),
    ("geo_point", "91, 0", "lat"),
    ("geo_point", "47.6", "lat"),
    ("number_range", "5-1", "100-200"),
    ("number_range", "-5", "100-200"),
    ("number_range", "..", "100-200"),
    ("json", "{a: 1}", "JSON"),
    ("json", "[" * 60_000, "JSON"),
    ("json", '"\\u0000"', "JSON"),
]


def _file(cell: str) -> str:
    quoted = cell.replace('"', '""')
    return f'Cell,Note\n"{quoted}",x\n'


@pytest.mark.parametrize(("type_", "config", "format_", "text", "value"), GOOD)
def test_cells_convert(
    common_importer: Importer, type_: str, config: dict[str, Any], format_: str, text: str, value: Any
) -> None:
    columns = [{"name": "Cell", "type": type_, "config": config}, {"name": "Note", "type": "text"}]
    list_id = common_importer.make_list(columns, name=str(uuid4()))
    types = {"Cell": {"type": type_, "format": format_}} if format_ else {}
    report = common_importer(_file(text), list_id=list_id, types=types)
    assert report.status == "done" and report.errors == [], (report.error, report.errors)
    if value == "editor":
        value = common_importer.rows("select tests.person('editor')::text", [])[0][0]
    assert report.items == [{"note": "x"} | ({"cell": value} if value is not None else {})]


@pytest.mark.parametrize(("type_", "text", "words"), BAD, ids=lambda value: str(value)[:30])
def test_cells_that_do_not(common_importer: Importer, type_: str, text: str, words: str) -> None:
    columns = [{"name": "Cell", "type": type_}, {"name": "Note", "type": "text"}]
    list_id = common_importer.make_list(columns, name=str(uuid4()))
    report = common_importer(_file(text) + ",y\n", list_id=list_id)
    assert report.status == "done", report.error
    assert [(error[0], error[1]) for error in report.errors] == [(1, "Cell")]
    assert words in report.errors[0][3]
    assert report.items == [{"note": "y"}]


def test_new_columns_may_be_declared_of_these_types(importer: Importer) -> None:
    report = importer(
        'Share,Agent,Where\n5 %,editor@demo.example,"1, 2"\n',
        types={"Share": "percent", "Agent": "user", "Where": "geo_point"},
    )
    assert report.status == "done", report.error
    assert report.types() == {"Share": "percent", "Agent": "user", "Where": "geo_point"}
    assert report.cells("where") == [{"lat": 1, "lng": 2}]


@pytest.mark.parametrize("type_", ["auto_number", "created_at", "updated_by"])
def test_what_nobody_writes_is_refused(importer: Importer, type_: str) -> None:
    list_id = importer.make_list([{"name": "Mine", "type": type_}, {"name": "Note", "type": "text"}])
    report = importer("mine,note\n1,x\n", list_id=list_id)
    assert report.status == "failed" and report.error
    assert report.error["code"] == "column_is_read_only"
    assert "Mine" in report.error["message"] and type_ in report.error["message"]
    declared = "import_options_invalid"
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        importer("a\n1\n", types={"a": type_})
    assert refused.value.diag.constraint_name == declared


UNIQUE = [
    {"name": "Code", "type": "text", "is_unique": True},
    {"name": "No", "type": "number", "is_unique": True},
    {"name": "Price", "type": "integer"},
]


def test_shared_values_of_a_unique_column_reject_their_rows(importer: Importer) -> None:
    list_id = importer.make_list(UNIQUE)
    importer("Code,No,Price\nA,1,1\n", list_id=list_id)
    report = importer(
        "Code,No,Price\nA,2,1\nB,3,?\nB,4,1\nB,5,1\nC,1.0,1\nD,4.0,1\n,,1\n,,2\nE,6,1\n", list_id=list_id
    )
    assert report.status == "done", report.error
    assert [error[:2] for error in report.errors] == [
        (1, "Code"),
        (2, "Price"),
        (4, "Code"),
        (5, "No"),
        (6, "No"),
    ]
    reasons = {error[0]: error[3] for error in report.errors}
    assert "an item of the list" in reasons[1] and "row 3 of the file" in reasons[4]
    assert "an item of the list" in reasons[5] and "row 3 of the file" in reasons[6]
    assert report.cells("code") == ["A", "B", None, None, "E"]
    assert (report.rows_read, report.rows_imported, report.rows_rejected) == (9, 4, 5)


def test_a_value_that_somebody_takes_meanwhile_rejects_its_row_in_the_next_run(importer: Importer) -> None:
    list_id = importer.make_list(UNIQUE)
    identifier = importer.ask(b"Code,No\nA,1\nB,2\n", list_id=list_id)
    with (
        psycopg.connect(importer.settings.database_url, autocommit=True) as other,
        pytest.raises(ImportInterrupted),
    ):
        _race(importer, other, identifier, list_id)
    run_import(importer.settings, identifier)
    report = importer.report(identifier)
    assert [error[:2] for error in report.errors] == [(1, "Code")]
    assert report.cells("code") == ["A", "B"]


def _race(importer: Importer, other: psycopg.Connection, identifier: Any, list_id: Any) -> None:
    """The import looks while another writer has the value, uncommitted; that one commits first."""
    with other.transaction():
        other.execute('insert into public.items (list_id, values) values (%s, \'{"code": "A"}\')', [list_id])
        failures: list[BaseException] = []

        def run() -> None:
            try:
                run_import(importer.settings, identifier, is_last_attempt=False)
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        while not importer.rows(
            "select 1 from pg_stat_activity where wait_event_type = 'Lock' and usename = 'worker'", []
        ):
            thread.join(0.05)
            assert thread.is_alive(), failures
    thread.join(20)
    if failures:
        raise failures[0]
