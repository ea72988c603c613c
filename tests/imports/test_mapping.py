"""Columns of a file go where the mapping says; what it says wrong is said field by field."""

from typing import Any

import psycopg
import pytest

from tests.imports.conftest import Importer

HOMES = [
    {"name": "Address", "type": "text"},
    {"name": "City", "type": "text"},
    {"name": "Price", "type": "number"},
    {"name": "Sold", "type": "date"},
    {"name": "Kind", "type": "select", "config": {"options": [{"id": "house", "label": "House"}]}},
]


def mapped(*columns: dict[str, Any], others: str = "ignore") -> dict[str, Any]:
    return {"columns": list(columns), "others": others}


def test_columns_go_where_the_mapping_says(common_importer: Importer) -> None:
    list_id = common_importer.make_list(HOMES, "Mapped")
    report = common_importer(
        'Where,Cost,When,What,Junk\n"12 Elm St, Kent","1.250,50",24.12.2025,house,x\n'
        '"9 Oak Ave, Auburn",n.n.,01.02.2026,house,y\n',
        list_id=list_id,
        mapping=mapped(
            {"from": "where", "to": "Address", "split": {"by": ",", "part": 1}},
            {"from": 1, "to": "city", "split": {"by": ",", "part": -1}},
            {"from": "Cost", "to": "price", "format": "1.234,56", "empty": ["n.n."]},
            {"from": "When", "to": "Sold", "format": "DD.MM.YYYY"},
            {"from": "What", "to": "Kind"},
            {"from": "Junk", "to": None},
            {"constant": "import of May", "to": {"name": "Source", "type": "text"}},
        ),
    )
    assert report.status == "done", report.error
    assert report.errors == []
    assert report.items == [
        {"address": "12 Elm St", "city": "Kent", "price": 1250.5, "sold": "2025-12-24", "kind": "house",
         "source": "import of May"},
        {"address": "9 Oak Ave", "city": "Auburn", "sold": "2026-02-01", "kind": "house",
         "source": "import of May"},
    ]  # fmt: skip
    assert report.decision is not None
    assert 'Column "Junk" is left out.' in report.decision["notes"]


def test_what_is_not_mapped_goes_by_name(common_importer: Importer) -> None:
    list_id = common_importer.make_list(HOMES[:2], "By name")
    report = common_importer(
        "Street,city,Extra\n a ,b,c\n",
        list_id=list_id,
        mapping={"columns": [{"from": "Street", "to": "address", "trim": True}]},
    )
    assert report.items == [{"address": "a", "city": "b", "extra": "c"}]


def test_a_new_list_is_made_by_the_mapping(common_importer: Importer) -> None:
    report = common_importer(
        "a,b\n1,x;y\n2,y\n",
        mapping=mapped(
            {"from": "a", "to": {"name": "Number of rooms"}},
            {"from": "b", "to": {"name": "Tags", "type": "multi_select"}, "format": ";"},
        ),
    )
    assert report.items == [
        {"number_of_rooms": 1, "tags": ["x", "y"]},
        {"number_of_rooms": 2, "tags": ["y"]},
    ]


def test_missing_options_are_made_or_reported(common_importer: Importer) -> None:
    list_id = common_importer.make_list(HOMES, "Options")
    content = "Address,Kind\na,house\nb,Loft\nc,loft\n"
    report = common_importer(content, list_id=list_id)
    assert [error[:2] for error in report.errors] == [(2, "Kind"), (3, "Kind")]
    create = {"columns": [{"from": "Kind", "to": "kind", "options": "create"}]}
    report = common_importer(content, list_id=list_id, mapping=create)
    assert (report.rows_imported, report.errors) == (3, [])
    assert report.cells("kind")[-3:] == ["house", "loft", "loft"]
    assert report.made["options"] == 1
    denied = common_importer("Address,Kind\na,Barn\n", list_id=list_id, mapping=create, person="editor")
    assert denied.error is not None
    assert denied.error["code"] == "capability_required"


def test_errors_name_the_column_of_the_file(common_importer: Importer) -> None:
    list_id = common_importer.make_list(HOMES, "Errors")
    report = common_importer(
        "Both\nx 1\n1 x\n",
        list_id=list_id,
        mapping=mapped(
            {"from": "Both", "to": "price", "split": {"by": " ", "part": 1}},
            {"from": "Both", "to": "sold", "split": {"by": " ", "part": 2}},
        ),
    )
    assert [error[:3] for error in report.errors] == [
        (1, "Both", "x"),
        (1, "Both → sold", "1"),
        (2, "Both → sold", "x"),
    ]


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"to": "price"}, "from"),
        ({"from": "a", "constant": "b", "to": "price"}, "from"),
        ({"from": 0, "to": "price"}, "from"),
        ({"constant": "", "to": "price"}, "constant"),
        ({"from": "a"}, "to"),
        ({"from": "a", "to": "nothing"}, "to"),
        ({"from": "a", "to": 5}, "to"),
        ({"from": "a", "to": {"type": "text"}}, "to"),
        ({"from": "a", "to": {"name": "x", "type": "formula"}}, "to"),
        ({"from": "a", "to": {"name": "x", "type": "rating", "config": {"max": 99}}}, "to"),
        ({"from": "a", "to": "price", "split": {"by": "", "part": 1}}, "split"),
        ({"from": "a", "to": "price", "split": {"by": ",", "part": 0}}, "split"),
        ({"from": "a", "to": "price", "trim": "yes"}, "trim"),
        ({"from": "a", "to": "price", "format": ""}, "format"),
        ({"from": "a", "to": "price", "format": "bogus"}, "format"),
        ({"from": "a", "to": "price", "format": "1.2345"}, "format"),
        ({"from": "a", "to": {"name": "x", "type": "percent"}, "format": "hours"}, "format"),
        ({"from": "a", "to": "price", "empty": [1]}, "empty"),
        ({"from": "a", "to": "price", "if_empty": "maybe"}, "if_empty"),
        ({"from": "a", "to": "price", "options": "create"}, "options"),
        ({"from": "a", "to": "price", "link": {}}, "link"),
        ({"from": "a", "to": "price", "nonsense": 1}, "entry"),
    ],
)
def test_what_is_wrong_is_said_field_by_field(
    common_importer: Importer, homes: Any, entry: dict[str, Any], field: str
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as raised:
        common_importer.ask(b"a\n1\n", list_id=homes, mapping=mapped(entry))
    assert raised.value.diag.constraint_name == "import_mapping_invalid"
    assert f'"mapping.columns.0.{field}"' in (raised.value.diag.message_detail or "")


@pytest.fixture(scope="module")
def homes(common_importer: Importer) -> Any:
    return common_importer.make_list(HOMES, "Homes")


@pytest.mark.parametrize(
    ("mode", "keys", "field"),
    [
        ("insert", ["address"], "key_columns"),
        ("upsert", [], "key_columns"),
        ("upsert", ["nothing"], "key_columns"),
        ("replace", ["address"], "mode"),
    ],
)
def test_modes_and_keys_go_together(
    common_importer: Importer, homes: Any, mode: str, keys: list[str], field: str
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as raised:
        common_importer.ask(b"a\n1\n", list_id=homes, mode=mode, key_columns=keys)
    assert f'"{field}"' in (raised.value.diag.message_detail or "")


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (mapped({"from": "z", "to": "price"}), 'no column "z"'),
        (mapped({"from": 3, "to": "price"}), "2 columns, not 3"),
        (mapped({"from": "a", "to": "price"}, {"from": "b", "to": "Price"}), 'are the column "Price"'),
        (mapped({"from": "a", "to": "sold", "format": "tomorrow"}), "no format of dates"),
        (mapped({"from": "a", "to": {"name": "x"}, "format": "1.234,56"}), "name its type"),
    ],
)
def test_what_only_the_file_can_tell_fails_the_import(
    common_importer: Importer, homes: Any, mapping: dict[str, Any], words: str
) -> None:
    report = common_importer("a,b\n1,2\n", list_id=homes, mapping=mapping)
    assert report.status == "failed"
    assert report.error is not None
    assert words in report.error["message"]
