"""Lists and columns: put in order, to the trash and back with all that was in them, gone after the days."""

import psycopg
import pytest

from tests.columns.conftest import Desk
from tests.conftest import ConnectAs

DAYS = "now() - interval '31 days'"


def test_columns_are_ordered_in_one_call(desk: Desk) -> None:
    list_id = desk.make_list(*({"name": name, "type": "text"} for name in "ABCD"))
    ids = {name: column["id"] for name, column in desk.columns(list_id).items()}
    desk.call("order_columns", list_id=list_id, column_ids=[ids[name] for name in "CADB"])
    assert list(desk.columns(list_id)) == list("CADB")
    for wrong in ("CAD", "CADBB", "CADD"):
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            desk.call("order_columns", list_id=list_id, column_ids=[ids[name] for name in wrong])
        assert refused.value.diag.constraint_name == "order_invalid"


def test_lists_are_ordered_in_one_call(desk: Desk) -> None:
    desk.make_list(name="A")
    desk.make_list(name="B")
    found = desk.call("find_lists", workspace_id=desk.workspace_id)["lists"]
    ids = [one["id"] for one in found][::-1]
    ordered = desk.call("order_lists", workspace_id=desk.workspace_id, list_ids=ids)["lists"]
    assert [one["id"] for one in ordered] == ids
    with pytest.raises(psycopg.errors.CheckViolation):
        desk.call("order_lists", workspace_id=desk.workspace_id, list_ids=ids[1:])


def test_a_column_comes_back_with_its_cells(desk: Desk) -> None:
    list_id = desk.make_list({"name": "Note", "type": "text"}, {"name": "Other", "type": "text"})
    desk.insert(list_id, {"note": "kept"})
    column_id = desk.columns(list_id)["Note"]["id"]
    desk.call("delete_column", list_id=list_id, column_id=column_id)
    desk.superuser.execute(
        'update public.items set values = values || \'{"other": "x"}\' where list_id = %s', [list_id]
    )
    desk.call("restore_column", column_id=column_id)
    assert desk.cells(list_id, "note") == ["kept"]
    with pytest.raises(psycopg.errors.RestrictViolation) as refused:
        desk.call("restore_column", column_id=column_id)
    assert refused.value.diag.constraint_name == "column_not_in_trash"


@pytest.mark.parametrize("count", [3, 6_000])
def test_a_column_is_purged_with_its_values(desk: Desk, count: int) -> None:
    list_id = desk.make_list({"name": "Note", "type": "text"}, {"name": "Other", "type": "text"})
    desk.fill(list_id, count, "jsonb_build_object('note', n::text, 'other', n::text)")
    column_id = desk.columns(list_id)["Note"]["id"]
    desk.call("delete_column", list_id=list_id, column_id=column_id)
    assert desk.one("select private.purge_columns()") == 0
    desk.superuser.execute(
        f"update public.list_columns set deleted_at = {DAYS} where id = %s".encode(), [column_id]
    )
    versions = desk.one("select sum(version) from public.items where list_id = %s", list_id)
    assert desk.one("select private.purge_columns()") == 1
    if count > 5_000:
        with pytest.raises(psycopg.errors.RestrictViolation) as refused:
            desk.call("restore_column", column_id=column_id)
        assert refused.value.diag.constraint_name == "column_change_running"
        desk.work(desk.one("select id::text from public.column_changes"))
    assert desk.one("select count(*) from public.items where list_id = %s and values ? 'note'", list_id) == 0
    assert desk.one("select count(*) from public.list_columns where id = %s", column_id) == 0
    assert desk.one("select sum(version) from public.items where list_id = %s", list_id) == versions
    desk.call("create_column", list_id=list_id, name="Note", type="number")
    desk.insert(list_id, {"note": 1})
    assert desk.wrong_items(list_id) == 0


def test_a_list_comes_back_whole_or_goes(desk: Desk, connect_as: ConnectAs) -> None:
    list_id = desk.make_list({"name": "Note", "type": "text"})
    desk.insert(list_id, {"note": "kept"})
    admin = connect_as("admin")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        desk.call("delete_list", list_id=list_id)
    desk.call("delete_list", connection=admin, list_id=list_id)
    for function in ("get_list", "find_items", "find_columns"):
        with pytest.raises(psycopg.errors.NoDataFound):
            desk.call(function, list_id=list_id)
    trashed = desk.call("find_lists", workspace_id=desk.workspace_id, trashed=True)["lists"]
    assert [one["id"] for one in trashed] == [list_id]
    desk.make_list()  # the name is free
    with pytest.raises(psycopg.errors.UniqueViolation) as refused:
        desk.call("restore_list", connection=admin, list_id=list_id)
    assert refused.value.diag.constraint_name == "lists_name_key"
    desk.call("restore_list", connection=admin, list_id=list_id, name="Sales again")
    assert desk.cells(list_id, "note") == ["kept"]
    with pytest.raises(psycopg.errors.RestrictViolation):
        desk.call("restore_list", connection=admin, list_id=list_id)
    desk.call("delete_list", connection=admin, list_id=list_id)
    assert desk.one("select private.purge_lists(2)") == 0
    desk.superuser.execute(f"update public.lists set deleted_at = {DAYS} where id = %s".encode(), [list_id])
    assert [desk.one("select private.purge_lists(2)") for _ in range(3)] == [1, 1, 0]
    assert desk.one("select count(*) from public.lists where id = %s", list_id) == 0


def test_five_hundred_columns_compile_once(desk: Desk) -> None:
    list_id = desk.make_list(
        *({"name": f"Column {n % 250}" if n < 250 else f"Column-{n}", "type": "text"} for n in range(500))
    )
    keys = [column["key"] for column in desk.columns(list_id).values()]
    assert len(set(keys)) == 500
    twins = desk.make_list({"name": "A b", "type": "text"}, {"name": "A-b", "type": "text"}, name="Twins")
    assert [c["key"] for c in desk.columns(twins).values()] == ["a_b", "a_b_2"]


def test_nobody_writes_to_a_column_in_the_trash(desk: Desk) -> None:
    list_id = desk.make_list({"name": "N", "type": "number"}, {"name": "T", "type": "text"})
    desk.insert(list_id, {"n": 1, "t": "a"})
    column_id = desk.columns(list_id)["N"]["id"]
    desk.call("delete_column", list_id=list_id, column_id=column_id)
    for statement in (
        "insert into public.items (list_id, values) values (%s, '{\"n\": 7}')",
        'update public.items set values = values || \'{"n": "garbage"}\' where list_id = %s',
    ):
        with pytest.raises(psycopg.errors.CheckViolation, match='"N" is in the trash'):
            desk.superuser.execute(statement.encode(), [list_id])
    desk.superuser.execute(
        'update public.items set values = values || \'{"t": "b"}\' where list_id = %s', [list_id]
    )
    desk.call("restore_column", column_id=column_id)
    assert desk.one("select values from public.items where list_id = %s", list_id) == {"n": 1, "t": "b"}


def test_a_required_column_comes_back_though_items_lack_it(desk: Desk) -> None:
    list_id = desk.make_list(
        {"name": "R", "type": "text", "is_required": True}, {"name": "T", "type": "text"}
    )
    desk.insert(list_id, {"r": "kept", "t": "a"})
    column_id = desk.columns(list_id)["R"]["id"]
    desk.call("delete_column", list_id=list_id, column_id=column_id)
    desk.call("restore_column", column_id=column_id)
    assert desk.columns(list_id)["R"]["is_required"]
    desk.call("delete_column", list_id=list_id, column_id=column_id)
    desk.insert(list_id, {"t": "b"})
    desk.call("restore_column", column_id=column_id)
    assert not desk.columns(list_id)["R"]["is_required"]
    assert desk.one("select count(*) from public.items where list_id = %s and values ? 'r'", list_id) == 1
