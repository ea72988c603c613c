"""A column becomes another type: what the preview says is what happens, and no value is lost."""

from typing import Any

import psycopg
import pytest

from tests.columns.conftest import Desk

TEXT = {"name": "Price", "type": "text"}


def test_preview_counts_and_shows_what_does_not_convert(desk: Desk) -> None:
    list_id = desk.make_list(TEXT)
    desk.insert(list_id, {"price": "12.5"}, {"price": "1e400"}, {"price": "n/a"}, {})
    column = desk.columns(list_id)["Price"]
    answer = desk.call("preview_conversion", column_id=column["id"], type="number")
    assert {k: answer[k] for k in ("items", "empty", "converts", "fails")} == {
        "items": 4,
        "empty": 1,
        "converts": 1,
        "fails": 2,
    }
    assert [example["value"] for example in answer["examples"]] == ["1e400", "n/a"]
    assert "number" in answer["examples"][0]["reason"]
    assert desk.columns(list_id)["Price"] == column


def test_what_does_not_convert_is_kept_beside(desk: Desk) -> None:
    list_id = desk.make_list(
        TEXT | {"is_required": True, "default_value": "7"}, {"name": "Next", "type": "text"}
    )
    desk.insert(list_id, {"price": "12.50"}, {"price": "n/a"})
    column = desk.columns(list_id)["Price"]
    preview = desk.call("preview_conversion", column_id=column["id"], type="number")
    done = desk.call("convert_column", column_id=column["id"], type="number", token=preview["token"])
    assert done["state"] == "done"
    now = desk.columns(list_id)
    assert list(now) == ["Price", "Price (old)", "Next"]
    new = now["Price"]
    assert (new["type"], new["key"], new["replaces"]) == ("number", "price_2", ["price"])
    assert (new["is_required"], new["default_value"]) == (False, 7)
    assert desk.cells(list_id, "price_2") == [12.5, None]
    assert desk.cells(list_id, now["Price (old)"]["key"]) == [None, "n/a"]
    assert desk.cells(list_id, "price") == ["12.50", "n/a"]
    trashed = desk.call("find_columns", list_id=list_id, trashed=True)["columns"]
    assert [c["key"] for c in trashed] == ["price"]
    assert desk.wrong_items(list_id) == 0


def test_queries_by_the_old_key_find_the_new_column(desk: Desk) -> None:
    list_id = desk.make_list(TEXT)
    desk.insert(list_id, {"price": "9"}, {"price": "10"}, {"price": "11"})
    column = desk.columns(list_id)["Price"]
    desk.call("convert_column", column_id=column["id"], type="integer")
    assert desk.count(list_id, column="price", operator="gte", value=10) == 2
    again = desk.columns(list_id)["Price"]
    desk.call("convert_column", column_id=again["id"], type="currency", config={"currency": "EUR"})
    assert desk.count(list_id, column="price", operator="gte", value=10) == 2
    assert desk.columns(list_id)["Price"]["replaces"] == ["price", "price_2"]
    with pytest.raises(psycopg.errors.CheckViolation, match='write to "price_3"'):
        desk.call("create_items", list_id=list_id, items=[{"values": {"price": "5"}}])


def test_the_old_column_comes_back_under_another_name(desk: Desk) -> None:
    list_id = desk.make_list(TEXT)
    desk.insert(list_id, {"price": "9"})
    column = desk.columns(list_id)["Price"]
    desk.call("convert_column", column_id=column["id"], type="integer")
    with pytest.raises(psycopg.errors.UniqueViolation, match="another column") as refused:
        desk.call("restore_column", column_id=column["id"])
    assert refused.value.diag.constraint_name == "list_columns_name_key"
    desk.call("restore_column", column_id=column["id"], name="Price as written")
    assert desk.columns(list_id)["Price as written"]["key"] == "price"
    assert desk.cells(list_id, "price") == ["9"]


def test_refuse_changes_nothing(desk: Desk) -> None:
    list_id = desk.make_list(TEXT)
    desk.insert(list_id, {"price": "9"}, {"price": "n/a"})
    column = desk.columns(list_id)["Price"]
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        desk.call("convert_column", column_id=column["id"], type="integer", on_failure="refuse")
    assert refused.value.diag.constraint_name == "conversion_refused"
    assert "n/a" in (refused.value.diag.message_detail or "")
    assert desk.columns(list_id)["Price"] == column
    assert desk.one("select count(*) from public.list_columns where list_id = %s", list_id) == 1


def test_an_old_preview_is_refused(desk: Desk) -> None:
    list_id = desk.make_list(TEXT)
    column = desk.columns(list_id)["Price"]
    token = desk.call("preview_conversion", column_id=column["id"], type="integer")["token"]
    desk.call("update_column", list_id=list_id, column_id=column["id"], changes={"description": "new"})
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState) as refused:
        desk.call("convert_column", column_id=column["id"], type="integer", token=token)
    assert refused.value.diag.constraint_name == "conversion_stale"


OPTIONS = {"options": [{"id": "a", "label": "Big, blue"}, {"id": "b", "label": "Small"}]}
CASES: list[tuple[dict[str, Any], Any, dict[str, Any], Any]] = [
    ({"type": "text"}, "1,234.5", {"type": "number", "format": "thousands"}, 1234.5),
    ({"type": "text"}, "1.234,5", {"type": "number", "format": "decimal_comma"}, 1234.5),
    ({"type": "text"}, "14/03/2026", {"type": "date", "format": "dmy/"}, "2026-03-14"),
    ({"type": "text"}, "12.5 %", {"type": "percent"}, 0.125),
    ({"type": "text"}, "12.5", {"type": "percent", "format": "hundredths"}, 0.125),
    ({"type": "text"}, "12.5", {"type": "percent"}, None),
    ({"type": "text"}, "1:30:00", {"type": "duration"}, 5400),
    ({"type": "text"}, "-0:00:01.5", {"type": "duration"}, -1.5),
    ({"type": "text"}, "90", {"type": "duration", "format": "minutes"}, 5400),
    ({"type": "text"}, "4", {"type": "rating"}, 4),
    ({"type": "text"}, "6", {"type": "rating"}, None),
    ({"type": "text"}, "52.5, 13.4", {"type": "geo_point"}, {"lat": 52.5, "lng": 13.4}),
    ({"type": "text"}, "91, 13.4", {"type": "geo_point"}, None),
    ({"type": "text"}, "100-200", {"type": "number_range"}, {"min": 100, "max": 200}),
    ({"type": "text"}, "-5..", {"type": "number_range"}, {"min": -5}),
    ({"type": "text"}, "-5", {"type": "number_range"}, None),
    ({"type": "text"}, "12 Elm St", {"type": "address"}, {"street": "12 Elm St"}),
    ({"type": "text"}, '{"city": "Bonn"}', {"type": "address"}, {"city": "Bonn"}),
    ({"type": "text"}, '{"a": [1, null]}', {"type": "json"}, {"a": [1, None]}),
    ({"type": "text"}, "{", {"type": "json"}, None),
    ({"type": "text"}, "Editor", {"type": "user"}, "editor"),
    ({"type": "text"}, "EDITOR@demo.example", {"type": "user"}, "editor"),
    ({"type": "text"}, "outsider@demo.example", {"type": "user"}, None),
    ({"type": "text"}, "Small", {"type": "select", "config": OPTIONS}, "b"),
    ({"type": "text"}, "Whatever", {"type": "select"}, "whatever"),
    ({"type": "select", "config": OPTIONS}, "a", {"type": "text"}, "Big, blue"),
    ({"type": "select", "config": OPTIONS}, "a", {"type": "multi_select"}, ["a"]),
    ({"type": "multi_select", "config": OPTIONS}, ["b"], {"type": "select"}, "b"),
    ({"type": "multi_select", "config": OPTIONS}, ["b", "a"], {"type": "select"}, None),
    ({"type": "multi_select", "config": OPTIONS}, ["b", "a"], {"type": "text"}, "Small, Big, blue"),
    ({"type": "number"}, 7.0, {"type": "integer"}, 7),
    ({"type": "number"}, 7.5, {"type": "integer"}, None),
    ({"type": "number"}, 0.125, {"type": "percent"}, 0.125),
    ({"type": "percent"}, 0.125, {"type": "text"}, "12.5 %"),
    ({"type": "percent"}, 0.125, {"type": "number"}, 0.125),
    ({"type": "duration"}, 5400.5, {"type": "text"}, "1:30:00.5"),
    ({"type": "duration"}, 90, {"type": "integer"}, 90),
    ({"type": "date"}, "2026-03-14", {"type": "datetime"}, "2026-03-14T00:00:00Z"),
    ({"type": "datetime"}, "2026-03-14T00:00:00Z", {"type": "date"}, "2026-03-14"),
    ({"type": "datetime"}, "2026-03-14T10:00:00Z", {"type": "date"}, None),
    ({"type": "boolean"}, True, {"type": "text"}, "true"),
    ({"type": "text"}, "yes", {"type": "boolean"}, True),
    ({"type": "geo_point"}, {"lat": 1.5, "lng": 2}, {"type": "text"}, "1.5, 2"),
    ({"type": "number_range"}, {"max": 2}, {"type": "text"}, "..2"),
    ({"type": "address"}, {"city": "Bonn", "street": "Am Hof 1"}, {"type": "text"}, "Am Hof 1, Bonn"),
    ({"type": "json"}, {"a": 1}, {"type": "long_text"}, '{"a": 1}'),
    ({"type": "text"}, " spaces ", {"type": "long_text"}, " spaces "),
    ({"type": "long_text"}, "two\nlines", {"type": "text"}, None),
]


@pytest.mark.parametrize(("old", "cell", "new", "converted"), CASES, ids=lambda value: str(value)[:40])
def test_each_way(desk: Desk, old: dict[str, Any], cell: Any, new: dict[str, Any], converted: Any) -> None:
    list_id = desk.make_list({"name": "Cell", **old})
    desk.insert(list_id, {"cell": cell})
    column = desk.columns(list_id)["Cell"]
    preview = desk.call("preview_conversion", column_id=column["id"], **new)
    assert (preview["converts"], preview["fails"]) == ((0, 1) if converted is None else (1, 0))
    done = desk.call("convert_column", column_id=column["id"], **new)
    if converted == "editor":
        converted = desk.one("select tests.person('editor')::text")
    assert desk.cells(list_id, "cell_2") == [converted]
    assert desk.cells(list_id, "cell") == [cell]
    assert (len(done["columns"]) == 2) is (converted is None)
    assert desk.wrong_items(list_id) == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "text"}, {"type": "auto_number"}),
        ({"type": "auto_number"}, {"type": "text"}),
        ({"type": "text"}, {"type": "text"}),
        ({"type": "text"}, {"type": "color"}),
        ({"type": "text"}, {"type": "date", "format": "d/m"}),
        ({"type": "text"}, {"type": "date", "format": "mdy["}),
        ({"type": "text"}, {"type": "rating", "config": {"max": 11}}),
    ],
    ids=str,
)
def test_what_makes_no_sense(desk: Desk, old: dict[str, Any], new: dict[str, Any]) -> None:
    list_id = desk.make_list({"name": "Cell", **old})
    column = desk.columns(list_id)["Cell"]
    for function in ("preview_conversion", "convert_column"):
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            desk.call(function, column_id=column["id"], **new)
        assert refused.value.diag.constraint_name == "conversion_invalid"
