"""All that a filter finds, changed by a job as the person who asked: counted, reported, cancelled."""

from typing import Any
from uuid import UUID

import psycopg
import pytest

from jobs.bulk import change_all
from jobs.steps import Interrupted
from tests.columns.conftest import Desk
from tests.conftest import ConnectAs

COLUMNS: tuple[dict[str, Any], ...] = (
    {"name": "Price", "type": "number"},
    {"name": "Stage", "type": "text"},
    {"name": "Code", "type": "text", "is_unique": True},
)
CHEAP = {"column": "price", "operator": "lte", "value": 1500}


@pytest.fixture
def sales(desk: Desk) -> str:
    """2,000 items, prices 1 to 2,000."""
    list_id = desk.make_list(*COLUMNS)
    desk.fill(list_id, 2_000, "jsonb_build_object('price', n, 'stage', 'new')")
    return list_id


def run(desk: Desk, change_id: str, batch: int = 1_000, batches: int = 10_000) -> None:
    """What the worker does with change_items; stopped after so many batches."""
    left = [batches]

    def stop() -> bool:
        left[0] -= 1
        return left[0] < 0

    with psycopg.connect(desk.database.worker_url, autocommit=True) as worker:
        change_all(worker, UUID(change_id), batch, stop)


def test_what_the_preview_counts_is_changed(desk: Desk, sales: str) -> None:
    preview = desk.call("preview_bulk_change", list_id=sales, filter=CHEAP)
    assert (preview["count"], len(preview["sample"])) == (1500, 10)
    # The condition is about what the change itself changes.
    started = start(desk, sales, CHEAP, "set", {"price": 5000, "stage": "dear"}, expected_count=1500)
    assert started["state"] == "queued"
    desk.insert(sales, {"price": 7})  # later than the question
    run(desk, started["id"], batch=400)
    done = desk.call("get_bulk_change", bulk_change_id=started["id"])
    assert (done["state"], done["items_changed"], done["items_refused"]) == ("done", 1500, 0)
    assert desk.count(sales, column="stage", operator="equals", value="dear") == 1500
    assert desk.count(sales, **CHEAP) == 1
    rows = desk.superuser.execute(
        "select distinct actor_kind, actor_id = tests.person('manager') from audit.events"
        " where change_id = %s and table_name = 'items'",
        [started["id"]],
    ).fetchall()
    assert rows == [("job", True)]


def start(
    desk: Desk, list_id: str, filter_: Any, action: str, values: Any = None, **options: Any
) -> dict[str, Any]:
    connection = options.pop("connection", None)
    given = {"values": values} if values is not None else {}
    arguments = {"list_id": list_id, "filter": filter_, "action_": action} | given | options
    names = ", ".join(f'"{name.rstrip("_")}" => %s' for name in arguments)
    encoded = [psycopg.types.json.Jsonb(v) if isinstance(v, dict) else v for v in arguments.values()]
    row = (
        (connection or desk.manager)
        .execute(f"select public.start_bulk_change({names})".encode(), encoded)
        .fetchone()
    )
    assert row
    answer: dict[str, Any] = row[0]
    return answer


def test_trash_restore_and_delete(desk: Desk, sales: str, connect_as: ConnectAs) -> None:
    run(desk, start(desk, sales, CHEAP, "trash")["id"])
    assert desk.call("get_list", list_id=sales)["item_count"] == 500
    few = {"column": "price", "operator": "lte", "value": 100}
    assert desk.call("preview_bulk_change", list_id=sales, filter=few)["count"] == 0
    run(desk, start(desk, sales, few, "restore")["id"])
    assert desk.call("get_list", list_id=sales)["item_count"] == 600
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        start(desk, sales, CHEAP, "delete")
    run(desk, start(desk, sales, CHEAP, "delete", connection=connect_as("admin"))["id"])
    assert desk.one("select count(*) from public.items where list_id = %s", sales) == 600


def test_refused_items_stay_and_are_named(desk: Desk, sales: str) -> None:
    desk.call(
        "update_column",
        list_id=sales,
        column_id=desk.columns(sales)["Code"]["id"],
        changes={"is_required": False},
    )
    started = start(desk, sales, {"column": "price", "operator": "lte", "value": 20}, "set", {"code": "same"})
    run(desk, started["id"], batch=8)
    done = desk.call("get_bulk_change", bulk_change_id=started["id"])
    assert (done["state"], done["items_done"], done["items_changed"], done["items_refused"]) == (
        "done",
        20,
        1,
        19,
    )
    page = desk.call("find_bulk_change_errors", bulk_change_id=started["id"], page_size=10)
    assert len(page["errors"]) == 10 and page["next_cursor"]
    assert {error["code"] for error in page["errors"]} == {"unique_value"}
    rest = desk.call("find_bulk_change_errors", bulk_change_id=started["id"], cursor=page["next_cursor"])
    assert len(rest["errors"]) == 9 and rest["next_cursor"] is None
    bad = start(desk, sales, {"column": "price", "operator": "lte", "value": 3}, "set", {"price": "x"})
    run(desk, bad["id"])
    errors = desk.call("find_bulk_change_errors", bulk_change_id=bad["id"])["errors"]
    assert [error["code"] for error in errors] == ["item_values_invalid"] * 3


def test_a_killed_worker_goes_on_and_changes_nothing_twice(desk: Desk, sales: str) -> None:
    started = start(desk, sales, {"and": []}, "set", {"stage": "seen"})
    for _ in range(3):
        with pytest.raises(Interrupted):
            run(desk, started["id"], batch=300, batches=2)
    halfway = desk.call("get_bulk_change", bulk_change_id=started["id"])
    assert (halfway["state"], halfway["items_done"]) == ("running", 1800)
    run(desk, started["id"], batch=300)
    run(desk, started["id"], batch=300)  # the job a second time
    done = desk.call("get_bulk_change", bulk_change_id=started["id"])
    assert (done["state"], done["items_changed"]) == ("done", 2000)
    assert desk.one("select max(version) from public.items where list_id = %s", sales) == 2


def test_a_cancelled_one_stops(desk: Desk, sales: str, connect_as: ConnectAs) -> None:
    started = start(desk, sales, {"and": []}, "set", {"stage": "seen"})
    with pytest.raises(Interrupted):
        run(desk, started["id"], batch=300, batches=2)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        desk.call("cancel_bulk_change", connection=connect_as("editor"), bulk_change_id=started["id"])
    desk.call("cancel_bulk_change", bulk_change_id=started["id"])
    run(desk, started["id"])
    done = desk.call("get_bulk_change", bulk_change_id=started["id"])
    assert (done["state"], done["items_changed"]) == ("cancelled", 600)
    assert desk.count(sales, column="stage", operator="equals", value="seen") == 600
    with pytest.raises(psycopg.errors.RestrictViolation) as refused:
        desk.call("cancel_bulk_change", bulk_change_id=started["id"])
    assert refused.value.diag.constraint_name == "bulk_change_is_over"


def test_rights_are_asked_when_it_is_queued_and_when_it_runs(
    desk: Desk, sales: str, connect_as: ConnectAs
) -> None:
    editor = connect_as("editor")
    with pytest.raises(psycopg.errors.InsufficientPrivilege) as refused:
        start(desk, sales, CHEAP, "trash", connection=editor)
    assert refused.value.diag.message_detail == "bulk.write"
    some = {"column": "price", "operator": "lte", "value": 1000}
    run(desk, start(desk, sales, some, "set", {"stage": "by editor"}, connection=editor)["id"])
    assert desk.count(sales, column="stage", operator="equals", value="by editor") == 1000
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        start(desk, sales, some, "set", {"stage": "x"}, connection=connect_as("member"))
    with pytest.raises(psycopg.errors.NoDataFound):
        start(desk, sales, some, "set", {"stage": "x"}, connection=connect_as("outsider"))
    # Demoted between the question and the work.
    started = start(desk, sales, CHEAP, "set", {"stage": "late"})
    desk.superuser.execute(
        "update public.workspace_members set role = 'editor' where user_id = tests.person('manager')"
    )
    run(desk, started["id"])
    done = desk.call("get_bulk_change", bulk_change_id=started["id"])
    assert (done["state"], done["error"]["code"], done["items_changed"]) == (
        "failed",
        "capability_required",
        0,
    )


def test_an_old_count_and_nonsense_are_refused(desk: Desk, sales: str) -> None:
    for arguments, refusal in (
        ((CHEAP, "trash", None, {"expected_count": 1499}), "bulk_count_changed"),
        ((CHEAP, "burn", None, {}), "bulk_change_invalid"),
        ((CHEAP, "set", None, {}), "bulk_change_invalid"),
        ((CHEAP, "trash", {"price": 1}, {}), "bulk_change_invalid"),
        (({"column": "nothing", "operator": "equals", "value": 1}, "trash", None, {}), "query_invalid"),
    ):
        filter_, action, values, options = arguments
        with pytest.raises(psycopg.Error) as refused:
            start(desk, sales, filter_, action, values, **options)
        assert refused.value.diag.constraint_name == refusal
