"""What each type looks like in each format, read back by libraries that know nothing of us."""

import io
from datetime import datetime
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from jobs.exports.cells import form_of, ids_of
from tests.exports.conftest import Exporter

OPTIONS = [{"id": "sold", "label": "Sold"}, {"id": "open", "label": "Open"}]
COLUMNS = [
    {"name": "Title", "type": "text"},
    {"name": "Notes", "type": "long_text"},
    {"name": "Rooms", "type": "integer"},
    {"name": "Price", "type": "currency", "config": {"currency": "EUR"}},
    {"name": "Exact", "type": "number"},
    {"name": "Share", "type": "percent"},
    {"name": "Stars", "type": "rating"},
    {"name": "Drive", "type": "duration"},
    {"name": "Furnished", "type": "boolean"},
    {"name": "Status", "type": "select", "config": {"options": OPTIONS}},
    {"name": "Tags", "type": "multi_select", "config": {"options": OPTIONS}},
    {"name": "Listed on", "type": "date"},
    {"name": "Seen", "type": "datetime"},
    {"name": "Agent", "type": "user"},
    {"name": "Where", "type": "address"},
    {"name": "Place", "type": "geo_point"},
    {"name": "Budget", "type": "number_range"},
    {"name": "Extra", "type": "json"},
    {"name": "No", "type": "auto_number"},
    {"name": "Made", "type": "created_at"},
    {"name": "Maker", "type": "created_by"},
    {"name": "Double", "type": "formula", "config": {"formula": "{rooms} * 2"}},
    {"name": "Files", "type": "attachment"},
]
FULL = (
    '{"title": "12 Elm St", "notes": "a\\r\\nb", "rooms": 4, "price": 425000.50, "exact":'
    " 0.12345678901234567890,"
    ' "share": 0.125, "stars": 5, "drive": 5400.25, "furnished": true, "status": "sold", "tags":'
    ' ["open", "sold"],'
    ' "listed_on": "2024-02-29", "seen": "2024-02-29T12:30:15.25Z", "agent": "%s",'
    ' "where": {"street": "12 Elm St", "city": "Bonn"}, "place": {"lat": 47.60, "lng": -122.3},'
    ' "budget": {"min": -5, "max": 10}, "extra": {"a": [1.0, null]}}'
)


@pytest.fixture(scope="module")
def full(exporter: Exporter) -> UUID:
    """A list with an item that has every cell, and one that has none."""
    list_id = exporter.make_list(COLUMNS, "Everything")
    agent = exporter.superuser.execute("select tests.person('editor')").fetchone()
    assert agent is not None
    exporter.add(list_id, FULL % agent[0], {})
    return list_id


def test_csv(exporter: Exporter, full: UUID) -> None:
    exported = exporter(list_id=full, protection="raw")
    assert exported.file_name == "Everything.csv" and exported.media_type == "text/csv; charset=utf-8"
    names, first, second = exported.rows("utf-8")
    assert names == [*(column["name"] for column in COLUMNS), "Files (id)"]
    assert first[:19] == [
        *(
            "12 Elm St",
            "a\r\nb",
            "4",
            "425000.50",
            "0.12345678901234567890",
            "12.5%",
            "5",
            "1:30:00.25",
            "true",
        ),
        *("Sold", "Open, Sold", "2024-02-29", "2024-02-29T12:30:15.25Z", "editor@demo.example"),
        *('{"city": "Bonn", "street": "12 Elm St"}', "47.60,-122.3", "-5..10", '{"a": [1.0, null]}', "1"),
    ]
    assert datetime.fromisoformat(first[19]).year >= 2024
    assert first[20:] == ["manager@demo.example", "8", "", ""]
    assert second[:18] == [""] * 18 and second[18] == "2" and second[21] == ""


@pytest.mark.parametrize("format_", ["json", "ndjson"])
def test_json(exporter: Exporter, full: UUID, format_: str) -> None:
    exported = exporter(format_, list_id=full)
    first, second = exported.items()
    editor = exporter.superuser.execute("select tests.person('editor')::text").fetchone()
    assert editor is not None
    assert first["Rooms"] == 4 and first["Price"] == 425000.5 and b"425000.50" in exported.content
    assert b"0.12345678901234567890" in exported.content
    assert (first["Share"], first["Drive"], first["Furnished"]) == (0.125, 5400.25, True)
    assert (first["Status"], first["Status (id)"]) == ("Sold", "sold")
    assert (first["Tags"], first["Tags (id)"]) == (["Open", "Sold"], ["open", "sold"])
    assert (first["Agent"], first["Agent (id)"]) == ("editor@demo.example", editor[0])
    assert first["Where"] == {"street": "12 Elm St", "city": "Bonn"}
    assert first["Place"] == {"lat": 47.6, "lng": -122.3} and first["Budget"] == {"min": -5, "max": 10}
    assert first["Extra"] == {"a": [1.0, None]} and first["Double"] == 8
    assert UUID(first["id"]) and set(first) == set(second)
    assert second["Title"] is None and second["No"] == 2


def test_xlsx(exporter: Exporter, full: UUID) -> None:
    exported = exporter("xlsx", list_id=full)
    book = openpyxl.load_workbook(io.BytesIO(exported.content))
    assert book.sheetnames == ["Everything"]
    names, first, second = book["Everything"].iter_rows(values_only=True)
    assert list(names) == [*(column["name"] for column in COLUMNS), "Files (id)"]
    cells: dict[str, Any] = dict(zip(names, first, strict=True))  # type: ignore[arg-type]
    assert cells["Rooms"] == 4 and cells["Price"] == 425000.5 and cells["Share"] == 0.125
    assert cells["Exact"] == "0.12345678901234567890", "more digits than a double has: text"
    assert cells["Furnished"] is True
    assert cells["Listed on"] == datetime(2024, 2, 29)
    assert cells["Seen"] == "2024-02-29T12:30:15.25Z", "finer than a second: text"
    assert cells["Drive"] == "1:30:00.25" and cells["Tags"] == "Open, Sold" and cells["Double"] == 8
    assert second[:18] == (None,) * 18


def test_views_show_what_they_show(exporter: Exporter, full: UUID) -> None:
    list_id = exporter.make_list([{"name": n, "type": "integer"} for n in ("A", "B", "C")])
    exporter.add(list_id, *({"a": n, "b": -n, "c": n % 2} for n in range(6)))
    view = exporter.importer.call(
        "manager",
        """
        select public.create_view(list_id => %s, name => 'Odd', is_shared => true,
          query => '{"filter": {"column": "c", "operator": "equals", "value": 1},
            "sort": [{"column": "a", "direction": "desc"}]}',
          settings => '{"columns": [{"column": "b"}, {"column": "c", "is_hidden": true}]}')
        """,
        [list_id],
    )
    exported = exporter(view_id=view["id"], protection="raw")
    assert exported.rows() == [["B", "A"], ["-5", "5"], ["-3", "3"], ["-1", "1"]]
    more = exporter(
        view_id=view["id"],
        query={
            "filter": {"column": "a", "operator": "lt", "value": 5},
            "sort": [{"column": "a"}],
            "fields": ["c", "a"],
        },
    )
    assert more.rows() == [["C", "A"], ["1", "1"], ["1", "3"]]


def test_filters_selections_and_order(exporter: Exporter) -> None:
    list_id = exporter.make_list([{"name": "N", "type": "integer"}, {"name": "T", "type": "text"}])
    ids = exporter.add(list_id, *({"n": n, "t": f"t{n % 3}"} for n in range(9)), {"t": "none"})
    descending = {"sort": [{"column": "n", "direction": "desc", "nulls": "first"}], "fields": ["n"]}
    assert [row[0] for row in exporter(list_id=list_id, query=descending).rows()[1:]] == ["", *"876543210"]
    picked = exporter(list_id=list_id, item_ids=[ids[4], ids[1], ids[4]], query={"fields": ["n"]})
    assert picked.rows() == [["N"], ["1"], ["4"]]
    assert picked.report is not None and picked.report["lists"][0]["rows"] == 2
    none = exporter(list_id=list_id, query={"filter": {"column": "n", "operator": "gt", "value": 99}})
    assert none.rows() == [["N", "T"]] and none.rows_done == 0


def test_every_link_comes_out(exporter: Exporter) -> None:
    owners = exporter.make_list([{"name": "Name", "type": "text"}])
    people = exporter.add(owners, *({"name": f"Owner {n}"} for n in range(40)), {})
    columns = [
        {"name": "Address", "type": "text"},
        {
            "name": "Owners",
            "type": "relation",
            "config": {"target_list_id": str(owners), "inverse": {"name": "Homes"}},
        },
        {"name": "Names", "type": "lookup", "config": {"relation": "owners", "field": "name"}},
        {"name": "How many", "type": "count", "config": {"relation": "owners"}},
    ]
    homes = exporter.make_list(columns)
    home, empty = exporter.add(homes, {"address": "1 Hill"}, {"address": "2 Hill"})
    exporter.importer.call(
        "manager",
        "select public.add_links(%s, 'owners', to_jsonb(%s::text[]))",
        [home, [str(p) for p in people]],
    )
    exported = exporter(list_id=homes)
    names, first, second = exported.rows()
    assert names == ["Address", "Owners", "Owners (id)", "Names", "How many"]
    assert first[2] == ", ".join(map(str, people))
    assert first[1] == ", ".join([f"Owner {n}" for n in range(40)] + [str(people[-1])])
    assert first[3] == ", ".join(f"Owner {n}" for n in range(40)) and first[4] == "41"
    assert second == ["2 Hill", "", "", "", "0"]
    assert exported.report is not None
    assert exported.report["lists"][0]["import_mapping"]["columns"] == [
        {"from": "Owners", "to": None},
        {"from": "Owners (id)", "to": "owners", "link": {"by": "@id", "separator": ","}},
        {"from": "Names", "to": None},
        {"from": "How many", "to": None},
    ]
    [record, _] = exporter("json", list_id=homes).items()
    assert record["Owners (id)"] == [str(p) for p in people] and record["Owners"][:2] == [
        "Owner 0",
        "Owner 1",
    ]
    inverse = exporter(list_id=owners, ids="all").rows()
    assert inverse[0] == ["id", "Name", "Homes", "Homes (id)"]
    assert inverse[1] == [str(people[0]), "Owner 0", "1 Hill", str(home)]
    exporter.superuser.execute("update public.lists set deleted_at = now() where id = %s", [owners])
    assert exporter(list_id=homes).rows()[1][:3] == ["1 Hill", "", ""]
    assert empty


def test_json_for_an_import_has_the_texts_that_it_reads(exporter: Exporter, full: UUID) -> None:
    exported = exporter("ndjson", list_id=full, columns="writable")
    first, second = exported.items()
    assert set(first) == {column["name"] for column in COLUMNS[:18]} == set(second)
    assert first["Rooms"] == 4 and b'"Exact":0.12345678901234567890' in exported.content
    assert (first["Share"], first["Drive"], first["Furnished"]) == ("12.5%", "1:30:00.25", True)
    assert (first["Status"], first["Tags"]) == ("Sold", "Open, Sold")
    assert first["Where"] == '{"city": "Bonn", "street": "12 Elm St"}'
    assert (first["Place"], first["Budget"]) == ("47.60,-122.3", "-5..10")
    assert first["Extra"] == '{"a": [1.0, null]}'
    assert exported.options["types"]["Tags"]["format"] == ","


def test_attachments_are_names_and_ids() -> None:
    raw = b'[{"id": "a1", "name": "plan, 1.pdf", "size": 3}, {"id": "b2", "name": "b.png", "size": 4}]'
    form, ids = form_of("attachment", {}, {}), ids_of("attachment")
    assert (form.text(raw), form.typed(raw), form.json(raw)) == ("plan, 1.pdf, b.png",) * 2 + (raw,)
    assert (ids.text(raw), ids.json(raw)) == ("a1, b2", b'["a1","b2"]')
