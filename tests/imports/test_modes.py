"""Rows change the items that have their key, or become new ones; each row is counted once."""

from typing import Any
from uuid import UUID

import pytest

from tests.imports.conftest import Importer, Report

PEOPLE = [
    {"name": "Email", "type": "email"},
    {"name": "Name", "type": "text", "is_required": True},
    {"name": "Age", "type": "integer"},
    {"name": "Note", "type": "text"},
]
THERE = "Email,Name,Age,Note\na@x.org,Ann,30,kept\nb@x.org,Ben,40,kept\n"


@pytest.fixture
def people(common_importer: Importer, request: pytest.FixtureRequest) -> UUID:
    list_id = common_importer.make_list(PEOPLE, f"People {request.node.name}"[:200])
    assert common_importer(THERE, list_id=list_id).rows_imported == 2
    return list_id


def counts(report: Report) -> tuple[int, ...]:
    assert report.status in {"done", "checked"}, report.error
    return (
        report.rows_read,
        report.rows_imported,
        report.rows_updated,
        report.rows_unchanged,
        report.rows_skipped,
        report.rows_rejected,
    )


@pytest.mark.parametrize(
    ("phase", "done", "rate", "remaining"),
    [("checking", 0, None, 10), ("writing", 0, None, None), ("writing", 250, 50, 15)],
)
def test_progress_is_that_of_the_phase(
    common_importer: Importer, phase: str, done: int, rate: float | None, remaining: float | None
) -> None:
    ((said,),) = common_importer.rows(
        """
        select private.import_progress(jsonb_populate_record(null::public.imports, jsonb_build_object(
          'status', 'running', 'phase', %s::text, 'rows_read', 1000, 'rows_total', 1000, 'rows_done', %s::int,
          'started_at', now() - interval '13 s', 'phase_started_at', now() - interval '5 s',
          'updated_at', now())))
        """,
        [phase, done],
    )
    assert said["rows_per_second"] == (pytest.approx(rate, rel=0.1) if rate else None)
    assert said["remaining_seconds"] == (pytest.approx(remaining, abs=4) if remaining else None)


def test_update_changes_what_is_mapped_and_nothing_else(common_importer: Importer, people: UUID) -> None:
    report = common_importer(
        "Email,Age\nA@X.org,31\nb@x.org,40\nc@x.org,50\n",
        list_id=people,
        mode="update",
        key_columns=["Email"],
        mapping={"columns": [{"from": "Age", "to": "age"}]},
        person="editor",
    )
    assert counts(report) == (3, 0, 1, 1, 0, 1)
    assert report.errors == [(3, "Email", "c@x.org", "no item of the list has this key", True)]
    assert report.items[0] == {"email": "A@X.org", "name": "Ann", "age": 31, "note": "kept"}
    versions = common_importer.rows(
        "select version, updated_by = created_by from public.items where list_id = %s order by id", [people]
    )
    assert versions == [(2, False), (1, True)]
    ((diff,),) = common_importer.rows(
        "select diff from audit.events where change_id = %s and table_name = 'items'", [report.id]
    )
    assert diff == {"values": {"age": [30, 31], "email": ["a@x.org", "A@X.org"]}}


def test_upsert_changes_or_makes(common_importer: Importer, people: UUID) -> None:
    report = common_importer(
        "Email,Name,Age\nb@x.org,Ben,41\nc@x.org,Cleo,20\nc@x.org,Carl,21\n,Dora,1\nd@x.org,,1\ne@x.org,Eve,x\n",
        list_id=people,
        mode="upsert",
        key_columns=["email"],
    )
    assert counts(report) == (6, 1, 1, 0, 0, 4)
    assert [(error[0], error[1]) for error in report.errors] == [
        (3, "Email"),
        (4, "Email"),
        (5, "Name"),
        (6, "Age"),
    ]
    assert report.errors[0][3] == "row 2 of the file has this key"
    assert report.cells("age") == [30, 41, 20]
    again = common_importer(
        "Email,Name,Age\nb@x.org,Ben,41\nc@x.org,Cleo,20\n",
        list_id=people,
        mode="upsert",
        key_columns=["email"],
    )
    assert counts(again) == (2, 0, 0, 2, 0, 0)


def test_skip_leaves_duplicates_out(common_importer: Importer, people: UUID) -> None:
    report = common_importer(
        "Email,Name\na@x.org,Other\nc@x.org,Cleo\nc@x.org,Carl\n",
        list_id=people,
        mode="skip",
        key_columns=["email"],
    )
    assert counts(report) == (3, 1, 0, 0, 2, 0)
    assert report.cells("name") == ["Ann", "Ben", "Cleo"]


def test_a_required_column_that_the_file_lacks_rejects_new_rows_only(
    common_importer: Importer, people: UUID
) -> None:
    report = common_importer(
        "Email,Age\na@x.org,1\nz@x.org,2\n", list_id=people, mode="upsert", key_columns=["email"]
    )
    assert counts(report) == (2, 0, 1, 0, 0, 1)
    assert report.errors[0][:2] == (2, "Name")


def test_an_empty_cell_empties_or_keeps(common_importer: Importer, people: UUID) -> None:
    content = "Email,Age,Note\na@x.org,,\n"
    keep = {"columns": [{"from": "Note", "to": "note", "if_empty": "keep"}]}
    report = common_importer(content, list_id=people, mode="update", key_columns=["email"], mapping=keep)
    assert report.items[0] == {"email": "a@x.org", "name": "Ann", "note": "kept"}


def test_ambiguous_keys_are_errors(common_importer: Importer, people: UUID) -> None:
    assert common_importer("Email,Name\na@x.org,Twin\n", list_id=people).rows_imported == 1
    report = common_importer(
        "Email,Age\na@x.org,5\nb@x.org,6\n", list_id=people, mode="update", key_columns=["email"]
    )
    assert counts(report) == (2, 0, 1, 0, 0, 1)
    assert report.errors[0][3] == "2 items of the list have this key"
    both = common_importer(
        "Email,Name,Age\na@x.org,Twin,7\n", list_id=people, mode="update", key_columns=["email", "name"]
    )
    assert counts(both) == (1, 0, 1, 0, 0, 0)


def test_items_are_found_by_their_id(common_importer: Importer, people: UUID) -> None:
    (first,), _ = common_importer.rows("select id from public.items where list_id = %s order by id", [people])
    content = f"id,Name,Age\n{str(first).upper()},Ann,77\n,Nobody,1\n{people},Wrong,2\n"
    report = common_importer(content, list_id=people, mode="upsert", key_columns=["@id"])
    assert counts(report) == (3, 1, 1, 0, 0, 1)
    assert report.errors[0][:2] == (3, "id")
    assert report.cells("age") == [77, 40, 1]
    updated = common_importer(content, list_id=people, mode="update", key_columns=["@id"])
    assert counts(updated) == (3, 0, 0, 1, 0, 2)


def test_a_key_must_be_in_the_file(common_importer: Importer, people: UUID) -> None:
    for keys in (["email"], ["@id"]):
        report = common_importer("Name\nAnn\n", list_id=people, mode="update", key_columns=keys)
        assert report.error is not None
        assert report.error["code"] == "key_not_in_file"


def test_unique_values_may_stay_with_their_item(common_importer: Importer) -> None:
    columns: list[dict[str, Any]] = [
        {"name": "Code", "type": "text", "is_unique": True},
        {"name": "Serial", "type": "integer", "is_unique": True},
    ]
    list_id = common_importer.make_list(columns, "Unique keys")
    common_importer("Code,Serial\na,1\nb,2\n", list_id=list_id)
    report = common_importer(
        "Code,Serial\na,1\nb,1\nc,3\n", list_id=list_id, mode="upsert", key_columns=["code"]
    )
    assert counts(report) == (3, 1, 0, 1, 0, 1)
    assert report.errors[0][:3] == (2, "Serial", "1")


def test_a_dry_run_reports_and_leaves_nothing(common_importer: Importer, people: UUID) -> None:
    content = "Email,Name,Age\na@x.org,Ann,1\nn@x.org,New,2\nbad,Bad,3\n"
    before = common_importer.rows("select count(*) from audit.events where table_name = 'items'", [])
    identifier = common_importer.ask(
        content.encode(), list_id=people, mode="upsert", key_columns=["email"], action="check"
    )
    report = common_importer.run(identifier)
    assert report.status == "checked"
    assert counts(report) == (3, 1, 1, 0, 0, 1)
    assert report.cells("age") == [30, 40]
    assert before == common_importer.rows("select count(*) from audit.events where table_name = 'items'", [])
    common_importer.call("manager", "select public.run_import(%s)", [identifier])
    done = common_importer.run(identifier)
    assert done.status == "done"
    assert counts(done) == counts(report)
    assert done.errors == report.errors
    assert sorted(done.cells("age")) == [1, 2, 40]


def test_a_failed_import_is_mended_and_run_again(common_importer: Importer) -> None:
    identifier = common_importer.ask(b"sold\n03/04/2020\n", list_name="Mended", types={"sold": "date"})
    assert common_importer.run(identifier).status == "failed"
    options = {"options": {"types": {"sold": "date"}, "date_order": "dmy"}}
    from psycopg.types.json import Jsonb

    common_importer.call("manager", "select public.update_import(%s, %s)", [identifier, Jsonb(options)])
    common_importer.call("manager", "select public.run_import(%s)", [identifier])
    assert common_importer.run(identifier).items == [{"sold": "2020-04-03"}]
