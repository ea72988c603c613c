"""Files that somebody else made."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
import xlsxwriter

from deedbook.import_limits import ImportLimits
from jobs.imports.errors import ImportFailed
from jobs.imports.options import Options
from jobs.imports.readers.kinds import open_reader
from jobs.imports.rows import BadRow
from jobs.imports.table import Table
from tests.imports.conftest import SHARED, Importer

Shared = Callable[[str], Path]


def _column(path: Path, name: str) -> list[str]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [row[name] for row in csv.DictReader(file)]


def test_king_county(common_importer: Importer, shared: Shared) -> None:
    path = shared("property/kc_house_data.csv")
    report = common_importer(path)
    assert (report.status, report.rows_read, report.rows_imported) == ("done", 21597, 21597)
    assert report.types()["date"] == "date"
    assert report.types()["sqft_basement"] == "text"
    assert '454 of 21,597 values are not numbers, e.g. "?"' in report.reason("sqft_basement")
    assert report.cells("sqft_basement") == _column(path, "sqft_basement")
    days = [text.split("/") for text in _column(path, "date")]
    assert report.cells("date") == [f"{y}-{int(m):02}-{int(d):02}" for m, d, y in days]


def test_king_county_with_a_declared_type(common_importer: Importer, shared: Shared) -> None:
    path = shared("property/kc_house_data.csv")
    report = common_importer(path, with_items=False, types={"sqft_basement": "number"})
    assert (report.rows_read, report.rows_imported, report.rows_rejected) == (21597, 21143, 454)
    assert {error[1:3] for error in report.errors} == {("sqft_basement", "?")}
    kept = common_importer(path, with_items=False, types={"sqft_basement": "number"}, on_error="keep_empty")
    assert (kept.rows_imported, kept.cells_emptied) == (21597, 454)
    empty = common_importer(path, with_items=False, empty=["?"])
    assert (empty.rows_imported, empty.types()["sqft_basement"]) == (21597, "number")


def test_new_york(common_importer: Importer, shared: Shared) -> None:
    path = shared("property/nyc-rolling-sales.csv")
    report = common_importer(path, with_items=False, empty=[" -  "])
    assert (report.status, report.rows_read, report.rows_imported) == ("done", 84548, 84548)
    assert report.types()["SALE PRICE"] == "integer"
    assert report.types()["SALE DATE"] == "date"
    prices = common_importer.rows(
        "select count(*), max((values ->> 'sale_price')::numeric), sum((values ->> 'sale_price')::numeric)"
        " from public.items where list_id = %s and values ? 'sale_price'",
        [report.list_id],
    )
    given = [int(text) for text in _column(path, "SALE PRICE") if text.strip() != "-"]
    assert prices == [(len(given), Decimal(2210000000), Decimal(sum(given)))]


def test_people(common_importer: Importer, shared: Shared) -> None:
    path = shared("contacts/people-100000.csv")
    report = common_importer(path)
    assert (report.status, report.rows_read, report.rows_imported) == ("done", 100000, 100000)
    assert report.types() == {
        "Index": "integer", "User Id": "text", "First Name": "text", "Last Name": "text", "Sex": "text",
        "Email": "email", "Phone": "phone", "Date of birth": "date", "Job Title": "text",
    }  # fmt: skip
    assert report.cells("index") == list(range(1, 100001))  # ids are in the order of the file
    for name, key in (("Email", "email"), ("Phone", "phone"), ("Job Title", "job_title")):
        assert report.cells(key) == _column(path, name)


def test_melbourne(common_importer: Importer, shared: Shared) -> None:
    path = shared("property/melbourne_housing_full.csv")
    report = common_importer(path)
    assert (report.status, report.rows_read, report.rows_imported) == ("done", 34857, 34857)
    assert report.types()["Date"] == "date"
    days = [text.split("/") for text in _column(path, "Date")]
    assert report.cells("date") == [f"{y}-{int(m):02}-{int(d):02}" for d, m, y in days]
    assert sum(price is None for price in report.cells("price")) == 7610
    assert '"#N/A"' in report.reason("Distance")


def test_us_contacts(common_importer: Importer, shared: Shared) -> None:
    report = common_importer(shared("contacts/us-500.csv"))
    assert report.rows_imported == 500
    assert report.types()["phone1"] == "phone"
    assert report.types()["web"] == "url"


def test_sales_pipeline(common_importer: Importer, shared: Shared) -> None:
    path = shared("crm/sales_opportunities/sales_pipeline.csv")
    report = common_importer(path, types={"deal_stage": "select"})
    assert report.rows_imported == 8800
    stages = Counter(report.cells("deal_stage"))
    assert stages == {"won": 4238, "lost": 2473, "engaging": 1589, "prospecting": 500}


@pytest.mark.parametrize(
    "name", sorted(p.stem for p in (SHARED / "nasty/csv-spectrum/csvs").glob("*.csv")) or ["simple"]
)
def test_csv_spectrum(common_importer: Importer, shared: Shared, name: str) -> None:
    expected = json.loads(shared(f"nasty/csv-spectrum/json/{name}.json").read_text())
    expected = expected if isinstance(expected, list) else [expected]
    types = dict.fromkeys(expected[0], "long_text")
    report = common_importer(shared(f"nasty/csv-spectrum/csvs/{name}.csv"), types=types)
    assert report.status == "done", report.error
    assert report.rows_rejected == 0
    keys = {c["name"]: c["key"] for c in (report.decision or {})["columns"]}
    found = [{name: item.get(key, "") for name, key in keys.items()} for item in report.items]
    if name == "location_coordinates":  # not UTF-8, and its JSON has other characters and another number
        found = [row for row in found if row["Cities"] == expected[0]["Cities"]]
        expected = found
    assert found == expected


@pytest.mark.parametrize(
    ("name", "read", "rejected"),
    [
        ("long-sample.csv", 8, 0),
        ("normal.csv", 1135, 0),
        ("sample-header.csv", 2, 0),
        ("sample.csv", 1, 0),
        ("utf-8-bom-sample.csv", 1, 0),
        ("verylong-sample.csv", 2000, 4),
        ("malformed.tsv", 9, 3),
    ],
)
def test_papaparse(common_importer: Importer, shared: Shared, name: str, read: int, rejected: int) -> None:
    report = common_importer(shared(f"nasty/papaparse/{name}"))
    assert report.status == "done", report.error
    assert (report.rows_read, report.rows_rejected) == (read, rejected)
    assert report.rows_imported == report.rows_read - report.rows_rejected
    assert report.decision is not None
    assert not report.decision["columns"][0]["name"].startswith("\ufeff")


@pytest.mark.parametrize(
    ("name", "rows"), [("accounts", 85), ("products", 7), ("sales_teams", 35), ("data_dictionary", 21)]
)
def test_sales_opportunities(common_importer: Importer, shared: Shared, name: str, rows: int) -> None:
    path = shared(f"crm/sales_opportunities/{name}.csv")
    report = common_importer(path)
    assert (report.status, report.rows_read, report.rows_imported) == ("done", rows, rows)


TABLES = {0: ("Schedule", 22), 1: ("Properties", 12), 2: ("Contacts", 11), 3: ("Owners", 7)}


@pytest.mark.parametrize("number", TABLES)
def test_property_showings(common_importer: Importer, shared: Shared, number: int) -> None:
    path = shared("bases/property-showings.json")
    name, rows = TABLES[number]
    table = json.loads(path.read_text())["export"][0]["tables"][number]
    assert (table["name"], len(table["rows"])) == (name, rows)
    report = common_importer(path, name="showings.json", records=f"/export/0/tables/{number}/rows")
    assert (report.status, report.rows_read, report.rows_imported) == ("done", rows, rows)
    assert report.cells("id") == [row["id"] for row in table["rows"]]
    assert set(report.types()) == {key for row in table["rows"] for key in row}


def test_property_showings_with_its_links(common_importer: Importer, shared: Shared) -> None:
    """Table after table, each linked with those before it by the ids that the base gave its rows."""
    path = shared("bases/property-showings.json")
    tables = {t["name"]: t for t in json.loads(path.read_text())["export"][0]["tables"]}
    lists: dict[str, UUID | None] = {}
    linked: dict[str, dict[str, str]] = {
        "Owners": {},
        "Contacts": {},
        "Properties": {"field_458935": "Owners"},
        "Schedule": {"field_458905": "Properties", "field_458906": "Contacts"},
    }
    for number, (name, rows) in sorted(TABLES.items(), reverse=True):
        columns = [
            {
                "from": field,
                "to": {"name": other, "type": "relation", "config": {"target_list_id": str(lists[other])}},
                "link": {"by": "id"},
            }
            for field, other in linked[name].items()
        ]
        report = common_importer(
            path,
            name="showings.json",
            records=f"/export/0/tables/{number}/rows",
            mapping={"columns": columns, "others": "match"},
        )
        assert (report.status, report.rows_imported, report.rows_rejected) == ("done", rows, 0)
        lists[name] = report.list_id
        for field, other in linked[name].items():
            expected = [(row["id"], id_) for row in tables[name]["rows"] for id_ in row[field]]
            assert expected
            found = common_importer.rows(
                "select (a.values ->> 'id')::integer, (b.values ->> 'id')::integer from public.links as k"
                " join public.items as a on a.id = k.item_id"
                " join public.items as b on b.id = k.target_item_id"
                " where a.list_id = %s and b.list_id = %s order by a.id, k.position",
                [lists[name], lists[other]],
            )
            assert found == expected


def test_property_showings_says_where_its_tables_are(common_importer: Importer, shared: Shared) -> None:
    report = common_importer(shared("bases/property-showings.json"), name="showings.json")
    assert report.error is not None
    assert report.error["code"] == "records_ambiguous"
    assert "/export/0/tables/0/rows (22)" in report.error["message"]


@pytest.mark.parametrize(("name", "rows"), [("properties", 12), ("brokers", 8), ("contacts", 5)])
def test_dreamhouse(common_importer: Importer, shared: Shared, name: str, rows: int) -> None:
    path = shared(f"bases/dreamhouse/{name}-data.json")
    records = json.loads(path.read_text())["records"]
    report = common_importer(path, name=path.name)
    assert (report.status, report.rows_read, report.rows_imported) == ("done", rows, rows)
    ids = [record["attributes"]["referenceId"] for record in records]
    assert report.cells("attributes_referenceid") == ids


@pytest.mark.parametrize("name", ["contacts/us-500.csv", "crm/sales_opportunities/accounts.csv"])
def test_a_copy_in_excel_comes_in_the_same(common_importer: Importer, shared: Shared, name: str) -> None:
    path = shared(name)
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    copy = io.BytesIO()
    with xlsxwriter.Workbook(copy, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)  # every cell a text, as in the file
    first, second = common_importer(path), common_importer(copy.getvalue(), name="copy.xlsx")
    assert second.status == "done"
    assert (second.items, second.types()) == (first.items, first.types())


def _documents() -> list[Path]:
    return sorted((SHARED / "nasty/JSONTestSuite/test_parsing").glob("[yn]_*.json"))


@pytest.mark.parametrize("path", _documents() or [SHARED / "nasty/JSONTestSuite"], ids=lambda path: path.stem)
def test_json_test_suite(path: Path) -> None:
    if not path.is_file():
        pytest.skip("../shared/data/nasty/JSONTestSuite is not here")
    if path.name.startswith("y_"):
        rows = _records(path)
        assert [row for row in rows if isinstance(row, BadRow)] == [
            BadRow(None, "holds a NUL character, which cannot be stored")
        ] * (path.stem == "y_string_null_escape")
        return
    with pytest.raises(ImportFailed) as raised:
        _records(path)
    assert raised.value.code in {"json_invalid", "encoding_invalid", "nested_too_deep"}
    assert "(character " in raised.value.message or "byte " in raised.value.message


def _records(path: Path) -> list[list[str] | BadRow]:
    options, limits = Options(), ImportLimits()
    table = Table(open_reader(path, path.name, options, limits), options, limits)
    return [row for batch in table.batches() for row in batch]
