"""Rows that did not come in are kept as they are, and come in again once they are mended."""

import csv
import io
from pathlib import Path

import pytest

from jobs.imports.guard import REPORT_COLUMNS, guarded, unguarded
from tests.imports.conftest import Importer

CONTENT = 'Name,Age,Note\nAnn,30,"=1+1"\nBen,x,"a, ""b""\nc"\nragged,1\nCleo,y,-5\n\'=Dora,z, =2\n"open,1,2\n'


def rejected(importer: Importer, identifier: object) -> dict[str, object]:
    said: dict[str, object] = importer.call("member", "select public.find_rejected_cells(%s)", [identifier])
    return said


def test_the_cells_are_kept_as_they_are(common_importer: Importer) -> None:
    report = common_importer(CONTENT, types={"Age": "integer"})
    assert (report.rows_imported, report.rows_rejected) == (1, 5)
    said = rejected(common_importer, report.id)
    assert said["names"] == ["Name", "Age", "Note"]
    rows = said["rows"]
    assert isinstance(rows, list)
    assert [row["cells"] for row in rows] == [
        ["Ben", "x", 'a, "b"\nc'],
        ["ragged", "1"],
        ["Cleo", "y", "-5"],
        ["'=Dora", "z", " =2"],
        ['"open,1,2'],
    ]
    assert rows[0]["row"] == 2
    page = common_importer.call("member", "select public.find_rejected_cells(%s, 3, 1)", [report.id])
    assert ([row["row"] for row in page["rows"]], page["last_row"]) == ([4], 4)


def test_a_mended_report_comes_in_again(common_importer: Importer) -> None:
    report = common_importer(CONTENT, types={"Age": "integer"})
    said = common_importer.call("member", "select public.find_rejected_cells(%s)", [report.id])
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*said["names"], *REPORT_COLUMNS])
    for row in said["rows"]:
        cells = [guarded(cell) for cell in row["cells"]]
        if len(cells) == 3:
            cells[1] = "7"  # mended
            writer.writerow([*cells, row["row"], guarded("; ".join(row["reasons"]))])
    again = common_importer(text.getvalue(), list_id=report.list_id)
    assert (again.rows_imported, again.rows_rejected) == (3, 0)
    assert again.items[1:] == [
        {"name": "Ben", "age": 7, "note": 'a, "b"\nc'},
        {"name": "Cleo", "age": 7, "note": "-5"},
        {"name": "'=Dora", "age": 7, "note": " =2"},
    ]


def test_a_header_that_was_guarded_comes_in_again(common_importer: Importer) -> None:
    report = common_importer("'@a,=b,n,1\np,q,1,2\nr,s,zz,3\n", types={"n": "integer"}, has_header=True)
    said = rejected(common_importer, report.id)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names, rows = said["names"], said["rows"]
    assert isinstance(names, list)
    assert isinstance(rows, list)
    writer.writerow([*map(guarded, names), *REPORT_COLUMNS])
    writer.writerow([*rows[0]["cells"][:2], "7", "3", 2, "was zz"])
    again = common_importer(text.getvalue(), list_id=report.list_id)
    assert (again.status, again.rows_imported, again.made.get("columns", 0)) == ("done", 1, 0)
    assert again.types() == dict.fromkeys(("'@a", "=b"), "text") | {"n": "integer", "1": "integer"}
    assert [set(item) for item in again.items] == [set(again.items[0])] * 2


def test_rows_are_kept_of_the_last_run_only(common_importer: Importer) -> None:
    identifier = common_importer.ask(b"a\nx\n1\n", types={"a": "integer"}, action="check")
    for _ in range(2):
        common_importer.run(identifier)
        said = rejected(common_importer, identifier)
        assert said["rows"] == [{"row": 1, "cells": ["x"], "reasons": said["rows"][0]["reasons"]}]  # type: ignore[index]
        common_importer.call("manager", "select public.run_import(%s, dry_run => true)", [identifier])


@pytest.mark.parametrize(
    "cell", ["", "a", "=1+1", "'=1", "''@x", " =x", "\t=x", "-5", "+49 30 1", "-x", "@a", "+", "\uff1d1"]
)
def test_guarded_cells_come_back(cell: str) -> None:
    assert unguarded([guarded(cell)]) == [cell]
    is_formula = guarded(cell).lstrip(" '\t").startswith(("=", "@", "+x")) and not guarded(cell).startswith(
        "'"
    )
    assert not is_formula


def test_wide_files(common_importer: Importer, tmp_path: Path) -> None:
    header = ",".join(f"c{n}" for n in range(260))
    bad = ",".join("x" if n == 259 else str(n) for n in range(260))
    report = common_importer(f"{header}\n{bad}\n", types={"c259": "integer"})
    said = common_importer.call("member", "select public.find_rejected_cells(%s)", [report.id])
    assert said["rows"][0]["cells"] == bad.split(",")
