"""The list of 84,548 rows in each format, read by other libraries, equal to the database; flat memory."""

import csv
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from tests.exports.conftest import Exported, Exporter
from tests.imports.conftest import SHARED

FILE = SHARED / "property" / "nyc-rolling-sales.csv"
ROWS = 84_548

# In a process of its own, so that its peak is its own.
WORKER = """
import sys
from pathlib import Path
from uuid import UUID
from deedbook.settings import Settings
from jobs.exports.run import run_export
files, url, export = sys.argv[1:]
folder = Path(files)
settings = Settings(data_dir=folder, files_dir=folder, mail_dir=folder, worker_database_url=url)
run_export(settings, UUID(export))
# Not ru_maxrss, which begins with what the process was that this one is a fork of.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks /proc for the peak")


def peak(exporter: Exporter, format_: str, **asked: Any) -> tuple[Exported, int]:
    """Runs an export in a worker of its own; the kilobytes that it took at most."""
    identifier = exporter.ask(format_, **asked)
    done = subprocess.run(
        [
            *(sys.executable, "-c", WORKER, str(exporter.settings.files_dir)),
            *(exporter.settings.worker_database_url, str(identifier)),
        ],
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return exporter.found(identifier), int(done.stdout)


@NEEDS_PROC
@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_memory_does_not_grow_with_the_rows(exporter: Exporter, format_: str) -> None:
    """A small case of the slow one below: full batches, and six times as many."""
    columns = [{"name": f"C{n}", "type": "text"} for n in range(20)]
    sizes = {}
    for rows in (2_000, 12_000):
        list_id = exporter.make_list(columns)
        exporter.superuser.execute(
            "insert into public.items (list_id, workspace_id, values) select %s, tests.workspace('Demo'),"
            " (select jsonb_object_agg('c' || c, repeat(md5((n * c)::text), 2))"
            " from generate_series(0, 19) as c) from generate_series(1, %s) as n",
            [list_id, rows],
        )
        exported, sizes[rows] = peak(exporter, format_, list_id=list_id)
        assert exported.rows_done == rows
    assert exported.path.stat().st_size > (2_000_000 if format_ == "xlsx" else 10_000_000)
    assert sizes[12_000] - sizes[2_000] < 6_000, f"kilobytes: {sizes}"


@pytest.fixture(scope="module")
def sales(exporter: Exporter) -> UUID:
    """The file as a list."""
    if not FILE.exists():
        pytest.skip(f"{FILE.name} is not here")
    report = exporter.importer(FILE, with_items=False, empty=[" -  ", "-"])
    assert report.rows_imported == ROWS and report.list_id is not None
    return report.list_id


def stored(exporter: Exporter, list_id: UUID) -> tuple[list[dict[str, Any]], Iterator[dict[str, Any]]]:
    """The columns, and the values in their order, as the database has them."""
    columns = exporter.importer.call("manager", "select public.get_list(%s)", [list_id])["columns"]
    rows = exporter.superuser.execute(
        "select values::text from public.items where list_id = %s and deleted_at is null order by id",
        [list_id],
    )
    return columns, (json.loads(text, parse_float=Decimal, parse_int=Decimal) for (text,) in rows)


def _text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _from_excel(cell: Any, type_: str) -> Any:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if type_ == "date" else cell.isoformat() + "Z"
    return Decimal(repr(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell


@NEEDS_PROC
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("format_", ["csv", "ndjson", "json", "xlsx"])
def test_the_real_file(exporter: Exporter, sales: UUID, format_: str) -> None:
    options = {"protection": "raw"} if format_ == "csv" else {}
    _, small = peak(exporter, format_, list_id=sales, query={"filter": NOTHING}, **options)
    began = time.monotonic()
    exported, large = peak(exporter, format_, list_id=sales, ids="none", **options)
    seconds = time.monotonic() - began
    columns, values = stored(exporter, sales)
    count = 0
    if format_ == "csv":
        reader = csv.reader(io.StringIO(exported.content.decode(), newline=""))
        assert next(reader) == [c["name"] for c in columns]
        for row, item in zip(reader, values, strict=True):
            assert row == [_text(item.get(c["key"])) for c in columns]
            count += 1
    elif format_ == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(exported.content), read_only=True)
        [sheet] = book.worksheets
        rows = sheet.iter_rows(values_only=True)
        assert list(next(rows)) == [c["name"] for c in columns]
        for row, item in zip(rows, values, strict=True):
            found = [_from_excel(cell, c["type"]) for cell, c in zip(row, columns, strict=True)]
            assert found == [item.get(c["key"]) for c in columns]
            count += 1
    else:
        text = exported.content.decode()
        loaded = map(_exact, text.splitlines()) if format_ == "ndjson" else iter(_exact(text)["items"])
        for record, item in zip(loaded, values, strict=True):
            assert record == {c["name"]: item.get(c["key"]) for c in columns}
            count += 1
    assert count == ROWS == exported.rows_done
    size = exported.path.stat().st_size
    print(f"{format_}: {seconds:.1f} s, {size:,} bytes, peak {large:,} kB, of nothing {small:,} kB")
    assert large - small < 12_000, "kilobytes that the rows took"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("format_", "options"),
    [
        ("csv", {"protection": "safe"}),
        ("csv", {"protection": "raw"}),
        ("xlsx", {}),
        ("json", {}),
        ("ndjson", {}),
    ],
)
def test_the_real_file_comes_in_again(
    exporter: Exporter, sales: UUID, format_: str, options: dict[str, Any]
) -> None:
    exported = exporter(format_, list_id=sales, columns="writable", **options)
    report = exporter.copy(exported, sales)
    assert report.status == "done" and report.rows_rejected == 0, (report.error, report.errors[:3])
    same = exporter.superuser.execute(
        """
        with i as (
          select list_id, values, row_number() over (partition by list_id order by id) as n
          from public.items
        )
        select count(*) from i as a join i as b using (n)
        where a.list_id = %s and b.list_id = %s and a.values = b.values
        """,
        [sales, report.list_id],
    ).fetchone()
    assert same == (ROWS,)


@NEEDS_PROC
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_workspace_with_the_real_file(exporter: Exporter, sales: UUID) -> None:
    exported, large = peak(exporter, "csv", person="manager", workspace_id=exporter.workspace_id)
    archive = zipfile.ZipFile(exported.path)
    assert archive.testzip() is None
    print(f"workspace: {exported.path.stat().st_size:,} bytes, peak {large:,} kB")
    assert Path(archive.namelist()[-1]).name == "manifest.json"


NOTHING: dict[str, Any] = {"or": []}


def _exact(text: str) -> Any:
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)
