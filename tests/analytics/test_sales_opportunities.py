"""A pipeline of others, 8,800 deals, through REST: reports say what plain Python over the file says.

Prospecting is a new deal in qualification, Engaging one in progress in proposal, Won and Lost are what they
are called, closed on their day. A deal that is not closed is worth the list price of its product.
"""

import csv
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

import pytest

from tests.analytics.test_reports import Desk, module_desk
from tests.imports.conftest import SHARED

FOLDER = SHARED / "crm" / "sales_opportunities"
STATES = {
    "Prospecting": ("new", "qualification"),
    "Engaging": ("in_progress", "proposal"),
    "Won": ("won", "closed"),
    "Lost": ("lost", "closed"),
}

pytestmark = [
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"{FOLDER} is missing"),
    pytest.mark.slow,
]
__all__ = ["module_desk"]

Row = dict[str, Any]


def _read(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _deal(row: Row, contacts: dict[str, str], prices: dict[str, str]) -> Row:
    # The file calls one product by two names.
    product = {"GTXPro": "GTX Pro"}.get(row["product"], row["product"])
    status, stage = STATES[row["deal_stage"]]
    deal: Row = {
        "title": f"{product} for {row['account'] or 'an unknown account'}",
        "source": row["sales_agent"],
        "currency": "USD",
        "amount": row["close_value"] or prices[product],
        "status": status,
        "stage": stage,
        "contact_id": contacts.get(row["account"]),
    }
    return deal | ({"closed_at": f"{row['close_date']}T12:00:00Z"} if row["close_date"] else {})


def test_reports_say_what_the_file_says(module_desk: Desk) -> None:
    desk = module_desk
    prices = {row["product"]: row["sales_price"] for row in _read("products.csv")}
    accounts = [{"name": row["account"], "company": row["account"]} for row in _read("accounts.csv")]
    made = desk.office.call("POST", "/contacts", json={"contacts": accounts})["contacts"]
    contacts = {contact["name"]: contact["id"] for contact in made}
    rows = _read("sales_pipeline.csv")
    deals = [_deal(row, contacts, prices) for row in rows]
    for start in range(0, len(deals), 1000):
        desk.make(*deals[start : start + 1000])

    assert Counter(row["deal_stage"] for row in rows) == {
        "Won": 4238, "Lost": 2473, "Engaging": 1589, "Prospecting": 500,
    }  # fmt: skip
    counts = Counter(deal["status"] for deal in deals)
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for deal in deals:
        sums[deal["status"]] += Decimal(deal["amount"])
    summary = desk.report("summary")
    assert summary["deals"] == 8800
    assert {each["status"]: each["deals"] for each in summary["statuses"]} == dict(counts)
    for each in summary["statuses"]:
        (amount,) = each["amounts"]
        assert Decimal(amount["amount"]) == sums[each["status"]]
    won = next(each for each in summary["statuses"] if each["status"] == "won")
    mean = round(sums["won"] / counts["won"], 4)
    assert Decimal(won["amounts"][0]["average"]) == mean
    assert summary["win_rate"] == round(Decimal(4238) / (4238 + 2473), 4)

    funnel = {stage["stage"]: stage for stage in desk.report("funnel")["stages"]}
    assert {key: stage["deals"] for key, stage in funnel.items()} == {
        "qualification": 500, "proposal": 1589, "negotiation": 0, "closed": 6711,
    }  # fmt: skip

    months: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row["deal_stage"] == "Won":
            months[row["close_date"][:7]] += Decimal(row["close_value"])
    won_by_month = desk.report("won", months=120)
    found = {m["month"]: Decimal(m["amounts"][0]["amount"]) for m in won_by_month["months"] if m["deals"]}
    assert found == {month: total for month, total in months.items() if month >= won_by_month["since"][:7]}
    assert sum(found.values()) == sums["won"]

    (expected,) = desk.report("forecast")["amounts"]
    weighted = sums["new"] * 20 / 100 + sums["in_progress"] * 50 / 100
    assert Decimal(expected["weighted"]) == weighted
    without = desk.rows("select count(*) from public.deals where contact_id is null")
    assert without == [(sum(not row["account"] for row in rows),)] == [(1425,)]
