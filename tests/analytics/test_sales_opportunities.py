"""A pipeline of others, 8,800 deals, through the import of files: reports say what plain Python says.

Accounts, products and sales teams are lists, and each deal is linked to an item of each. Prospecting is a new
deal in qualification, Engaging one in progress in proposal, Won and Lost are what they are called, closed on
their day. What is not closed has no amount in the file, and gets none.
"""

import csv
import json
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from jobs.imports.revert import run_revert
from jobs.imports.run import run_import
from tests.analytics.test_reports import Desk, module_desk
from tests.imports.conftest import SHARED

FOLDER = SHARED / "crm" / "sales_opportunities"
STATUSES = {"Prospecting": "new", "Engaging": "in_progress", "Won": "won", "Lost": "lost"}
STAGES = {"Prospecting": "qualification", "Engaging": "proposal", "Won": "closed", "Lost": "closed"}

pytestmark = [
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"{FOLDER} is missing"),
    pytest.mark.slow,
]
__all__ = ["module_desk"]

Row = dict[str, Any]


def _read(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _link(column: str, list_id: str, **more: Any) -> Row:
    to = {"name": column, "type": "relation", "config": {"target_list_id": list_id}}
    return {"from": column, "to": to, **more}


def _mapping(lists: dict[str, str], **product: Any) -> Row:
    columns: list[Row] = [
        {"from": "opportunity_id", "to": "reference"},
        {"from": "opportunity_id", "to": "title"},
        {"from": "deal_stage", "to": "status", "values": STATUSES},
        {"from": "deal_stage", "to": "stage", "values": STAGES},
        {"from": "close_value", "to": "amount"},
        {"from": "close_date", "to": "closed_at"},
        {"constant": "USD", "to": "currency"},
        _link("account", lists["accounts"]),
        _link("sales_agent", lists["sales_teams"]),
        _link("product", lists["products"], **product),
    ]
    return {"columns": columns, "others": "ignore"}


def _run(desk: Desk, import_id: str) -> Row:
    run_import(desk.office.settings, UUID(import_id))
    report: Row = desk.office.call("GET", f"/imports/{import_id}")
    return report


def test_reports_say_what_the_file_says(module_desk: Desk) -> None:
    desk, office = module_desk, module_desk.office
    lists = {
        name: office.import_file(name, (FOLDER / f"{name}.csv").read_bytes())
        for name in ("accounts", "products", "sales_teams")
    }
    rows = _read("sales_pipeline.csv")
    form = {"target": "deals", "action": "check", "mapping": json.dumps(_mapping(lists))}
    upload = {"file": ("sales_pipeline.csv", (FOLDER / "sales_pipeline.csv").read_bytes(), "text/csv")}
    asked = office.call("POST", "/imports", "editor", data=form, files=upload)
    path = f"/imports/{asked['id']}"

    tried = _run(desk, asked["id"])
    assert (tried["status"], tried["rows_read"], tried["rows_imported"]) == ("checked", 8800, 7320)
    named: list[Row] = []
    page: Row = {"next_cursor": ""}
    while page["next_cursor"] is not None:
        cursor = f"&cursor={page['next_cursor']}" if page["next_cursor"] else ""
        page = office.call("GET", f"{path}/errors?limit=1000{cursor}")
        named += page["errors"]
    assert {(error["column"], error["value"]) for error in named} == {("product", "GTXPro")}
    assert [error["row"] for error in named] == [
        n for n, row in enumerate(rows, 1) if row["product"] == "GTXPro"
    ]
    assert len(named) == 1480 and desk.rows("select count(*) from public.deals") == [(0,)]

    mapping = _mapping(lists, values={"GTXPro": "GTX Pro"})
    office.call("PATCH", path, "editor", json={"mapping": mapping})
    office.call("POST", f"{path}/run", "editor", json={})
    done = _run(desk, asked["id"])
    assert (done["status"], done["rows_imported"], done["rows_rejected"]) == ("done", 8800, 0), done["error"]
    accounts = sum(bool(row["account"]) for row in rows)
    assert (len(rows) - accounts, done["made"]["links"]) == (1425, 2 * 8800 + accounts)
    _check_links(desk, lists, rows)
    _check_reports(desk, rows)

    office.call("POST", f"{path}/revert", "editor", json={})
    ((revert_id,),) = desk.rows("select id from public.import_reverts where state = 'queued'")
    run_revert(office.settings, revert_id)
    revert = office.call("GET", path)["revert"]
    assert (revert["items_trashed"], revert["conflicts"]) == (8800, 0)
    assert desk.report("summary")["deals"] == 0


def _check_links(desk: Desk, lists: dict[str, str], rows: list[Row]) -> None:
    found = desk.rows(
        "select i.list_id::text, coalesce(v ->> 'product', v ->> 'account', v ->> 'sales_agent'), count(*)"
        " from public.deal_items as l join public.items as i on i.id = l.item_id"
        " cross join lateral (select i.values as v) as v group by 1, 2"
    )
    counted = {
        name: {label: count for place, label, count in found if place == list_id}
        for name, list_id in lists.items()
    }
    assert counted["products"] == Counter({"GTXPro": "GTX Pro"}.get(r["product"], r["product"]) for r in rows)
    assert counted["accounts"] == Counter(row["account"] for row in rows if row["account"])
    assert counted["sales_teams"] == Counter(row["sales_agent"] for row in rows)


def _check_reports(desk: Desk, rows: list[Row]) -> None:
    stages = Counter(row["deal_stage"] for row in rows)
    assert stages == {"Won": 4238, "Lost": 2473, "Engaging": 1589, "Prospecting": 500}
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    months: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[STATUSES[row["deal_stage"]]] += Decimal(row["close_value"] or 0)
        if row["deal_stage"] == "Won":
            months[row["close_date"][:7]] += Decimal(row["close_value"])
    summary = desk.report("summary")
    assert summary["deals"] == 8800
    assert {each["status"]: each["deals"] for each in summary["statuses"]} == {
        STATUSES[stage]: count for stage, count in stages.items()
    }
    found = {e["status"]: sum(Decimal(a["amount"]) for a in e["amounts"]) for e in summary["statuses"]}
    assert found == {status: sums[status] for status in STATUSES.values()}
    won = next(each for each in summary["statuses"] if each["status"] == "won")
    assert Decimal(won["amounts"][0]["average"]) == round(sums["won"] / stages["Won"], 4)
    assert summary["win_rate"] == round(Decimal(4238) / (4238 + 2473), 4)

    funnel = {stage["stage"]: stage["deals"] for stage in desk.report("funnel")["stages"]}
    assert funnel == {"qualification": 500, "proposal": 1589, "negotiation": 0, "closed": 6711}

    report = desk.report("won", months=120)
    by_month = {m["month"]: Decimal(m["amounts"][0]["amount"]) for m in report["months"] if m["deals"]}
    assert by_month == {m: total for m, total in months.items() if m >= report["since"][:7]}
    assert sum(by_month.values()) == sums["won"]
