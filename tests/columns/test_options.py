"""Options of a column: added, renamed, ordered, merged, removed; filters keep finding what they found."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from tests.columns.conftest import Desk
from tests.conftest import ConnectAs

STATUS = {
    "name": "Status",
    "type": "select",
    "config": {"options": [{"id": i, "label": i.upper()} for i in ("a", "b", "c")]},
}
TAGS = STATUS | {"name": "Tags", "type": "multi_select"}


def option_ids(column: dict[str, Any]) -> list[str]:
    return [option["id"] for option in column["config"]["options"]]


def test_options_are_added_changed_and_ordered(desk: Desk) -> None:
    list_id = desk.make_list(STATUS)
    column_id = desk.columns(list_id)["Status"]["id"]
    desk.call("create_option", column_id=column_id, label="Under offer", color="#00ff00")
    desk.call("create_option", column_id=column_id, label="Under Offer!")
    desk.call(
        "update_option", column_id=column_id, option_id="b", changes={"label": "Bought", "color": "#ff0000"}
    )
    column = desk.call(
        "order_options", column_id=column_id, option_ids=["under_offer_2", "c", "b", "a", "under_offer"]
    )
    assert option_ids(column) == ["under_offer_2", "c", "b", "a", "under_offer"]
    assert column["config"]["options"][2] == {"id": "b", "label": "Bought", "color": "#ff0000"}
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        desk.call("order_options", column_id=column_id, option_ids=["a", "b"])
    assert refused.value.diag.constraint_name == "order_invalid"
    with pytest.raises(psycopg.errors.NoDataFound) as missing:
        desk.call("update_option", column_id=column_id, option_id="z", changes={"label": "Z"})
    assert missing.value.diag.constraint_name == "option_not_found"


def test_a_merge_moves_cells_default_and_filters(desk: Desk) -> None:
    list_id = desk.make_list(STATUS | {"default_value": "a"}, TAGS)
    desk.insert(
        list_id,
        {"status": "a", "tags": ["a", "b", "c"]},
        {"status": "b", "tags": ["b", "a"]},
        {"tags": ["a"]},
    )
    status, tags = desk.columns(list_id).values()
    assert (
        desk.call("merge_option", column_id=status["id"], option_id="a", into_option_id="b")["state"]
        == "done"
    )
    desk.call("merge_option", column_id=tags["id"], option_id="a", into_option_id="b")
    assert desk.cells(list_id, "status") == ["b", "b", "b"]
    assert desk.cells(list_id, "tags") == [["b", "c"], ["b"], ["b"]]
    now = desk.columns(list_id)["Status"]
    assert (option_ids(now), now["default_value"]) == (["b", "c"], "b")
    # A saved view still asks for the option that is gone.
    assert desk.count(list_id, column="status", operator="equals", value="a") == 3
    assert desk.count(list_id, column="status", operator="not_equals", value="a") == 0
    assert desk.count(list_id, column="tags", operator="all_of", value=["a", "c"]) == 1
    assert desk.count(list_id, column="tags", operator="equals", value=["a"]) == 2
    desk.call("merge_option", column_id=status["id"], option_id="b", into_option_id="c")
    assert desk.count(list_id, column="status", operator="any_of", value=["a"]) == 3
    again = desk.call("create_option", column_id=status["id"], label="A")
    assert option_ids(again) == ["c", "a_2"]


def test_an_option_in_use_is_refused_with_the_count(desk: Desk) -> None:
    list_id = desk.make_list(STATUS, TAGS)
    desk.insert(list_id, {"status": "a", "tags": ["a"]}, {"status": "a", "tags": ["a", "b"]}, {})
    status, tags = desk.columns(list_id).values()
    for column in (status, tags):
        with pytest.raises(psycopg.errors.RestrictViolation, match="2 items") as refused:
            desk.call("delete_option", column_id=column["id"], option_id="a")
        assert refused.value.diag.constraint_name == "option_in_use"
    desk.call("delete_option", column_id=status["id"], option_id="c")
    desk.call("delete_option", column_id=status["id"], option_id="a", replace_with="b")
    desk.call("delete_option", column_id=tags["id"], option_id="a", clear=True)
    assert desk.cells(list_id, "status") == ["b", "b", None]
    assert desk.cells(list_id, "tags") == [None, ["b"], None]
    assert option_ids(desk.columns(list_id)["Status"]) == ["b"]
    assert option_ids(desk.columns(list_id)["Tags"]) == ["b", "c"]
    assert desk.wrong_items(list_id) == 0


def test_a_required_cell_is_not_cleared(desk: Desk) -> None:
    list_id = desk.make_list(STATUS | {"is_required": True})
    desk.insert(list_id, {"status": "a"})
    column_id = desk.columns(list_id)["Status"]["id"]
    with pytest.raises(psycopg.errors.CheckViolation, match="required"):
        desk.call("delete_option", column_id=column_id, option_id="a", clear=True)


def test_an_editor_changes_no_options(desk: Desk, connect_as: ConnectAs) -> None:
    list_id = desk.make_list(STATUS)
    column_id = desk.columns(list_id)["Status"]["id"]
    calls: list[tuple[str, dict[str, Any]]] = [
        ("create_option", {"label": "New"}),
        ("update_option", {"option_id": "a", "changes": {"label": "New"}}),
        ("order_options", {"option_ids": ["c", "b", "a"]}),
        ("merge_option", {"option_id": "a", "into_option_id": "b"}),
        ("delete_option", {"option_id": "a"}),
    ]
    for person, refusal in (("editor", "capability_required"), ("outsider", "column_not_found")):
        for function, arguments in calls:
            with pytest.raises(psycopg.Error) as refused:
                desk.call(function, connection=connect_as(person), column_id=column_id, **arguments)
            assert refused.value.diag.constraint_name == refusal
    assert option_ids(desk.columns(list_id)["Status"]) == ["a", "b", "c"]


def test_the_id_of_a_merged_option_is_not_given_away(desk: Desk) -> None:
    options = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]
    list_id = desk.make_list({"name": "S", "type": "select", "config": {"options": options}})
    column_id = desk.columns(list_id)["S"]["id"]
    desk.call("merge_option", column_id=column_id, option_id="a", into_option_id="b")
    with pytest.raises(psycopg.errors.CheckViolation, match="leaves its id"):
        desk.call("create_option", column_id=column_id, id="a", label="Again")
    desk.call("create_option", column_id=column_id, label="A")


_WAITING = """
select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
"""


def test_an_option_that_is_being_written_does_not_go(desk: Desk, connect_as: ConnectAs) -> None:
    list_id = desk.make_list(
        {"name": "S", "type": "select", "config": {"options": [{"id": "a", "label": "A"}]}}
    )
    column_id = desk.columns(list_id)["S"]["id"]
    editor = connect_as("editor")
    with ThreadPoolExecutor() as pool:
        with editor.transaction():
            editor.execute(
                'insert into public.items (list_id, values) values (%s, \'{"s": "a"}\')', [list_id]
            )
            deleting = pool.submit(desk.call, "delete_option", column_id=column_id, option_id="a")
            while not desk.one(_WAITING):
                time.sleep(0.01)
        with pytest.raises(psycopg.errors.RestrictViolation, match="1 items hold"):
            deleting.result()
    assert desk.one("select values from public.items where list_id = %s", list_id) == {"s": "a"}
