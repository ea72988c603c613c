"""Reports held against plain SQL over the deals themselves, after all that may happen to deals."""

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.data.conftest import Office

Row = dict[str, Any]

# What the counters say, and what counting says.
KEPT = """
  select kind, pipeline_id, stage, label, owner_id, currency, day::text,
    sum(deals), sum(amount), sum(stays), round(sum(seconds::numeric)), sum(valued)
  from (
    select kind, pipeline_id, stage, label, owner_id, currency, day, deals, amount, stays, seconds,
      valued
    from private.deal_stats
    union all
    select kind, pipeline_id, stage, label, owner_id, currency, day, deals, amount, stays, seconds,
      valued
    from private.deal_stat_deltas
  ) as s group by 1, 2, 3, 4, 5, 6, 7
  having sum(deals) <> 0 or sum(amount) <> 0 or sum(stays) <> 0 or sum(valued) <> 0
  order by 1, 2, 3, 4, 5, 6, 7
"""
COUNTED = """
  with nobody as (select '00000000-0000-0000-0000-000000000000'::uuid as id), live as (
    select d.*, w.time_zone from public.deals as d join public.workspaces as w on w.id = d.workspace_id
    where d.deleted_at is null
  ), facts as (
    select 'state' as kind, pipeline_id, stage, status as label, n.id as owner_id, currency,
      '-infinity'::date as day, amount
    from live, nobody as n
    union all
    select 'created', pipeline_id, '', '', n.id, currency, (created_at at time zone time_zone)::date, amount
    from live, nobody as n
    union all
    select 'closed', pipeline_id, '', status, coalesce(owner_id, n.id), currency,
      date_trunc('month', closed_at at time zone time_zone)::date, amount
    from live, nobody as n where status in ('won', 'lost')
    union all
    select 'open', pipeline_id, stage, '', n.id, currency,
      coalesce(date_trunc('month', expected_close_date)::date, 'infinity'), amount
    from live, nobody as n where status in ('new', 'in_progress')
  )
  select kind, pipeline_id, stage, label, owner_id, currency, day::text,
    count(*), sum(coalesce(amount, 0)), 0, 0, count(amount)
  from facts group by 1, 2, 3, 4, 5, 6, 7
  union all
  select 'path', s.pipeline_id, s.stage, coalesce(s.exit, ''), n.id, '',
    '-infinity', count(*), 0, sum(s.stays),
    round(sum(s.seconds::numeric)), 0
  from private.deal_stages as s join live on live.id = s.deal_id, nobody as n group by 1, 2, 3, 4, 5
  order by 1, 2, 3, 4, 5, 6, 7
"""
STAGES = (
    "select deal_id, pipeline_id, stage, exit, stays, is_counted, left_at is null"
    " from private.deal_stages order by 1, 2, 3"
)


class Desk:
    """The office with the database behind it."""

    def __init__(self, office: Office, owner: psycopg.Connection) -> None:
        self.office = office
        self.owner = owner

    def report(self, name: str, person: str = "member", **options: Any) -> Any:
        asked = "&".join(f"{key}={value}" for key, value in ({"max_age": 0} | options).items())
        return self.office.call("GET", f"/analytics/deals/{name}?{asked}", person)

    def ask(self, method: str, path: str, person: str, workspace: str | None = None, **options: Any) -> Any:
        headers = {"X-Workspace-Id": workspace or self.office.workspace}
        return self.office.api(method, path, person, headers=headers, **options)

    def rows(self, query: str) -> list[Any]:
        return self.owner.execute(query.encode()).fetchall()

    def make(self, *deals: Row, person: str = "editor") -> list[str]:
        made = self.office.call("POST", "/deals", person, json={"deals": list(deals)})
        return [deal["id"] for deal in made["deals"]]

    def change(self, person: str, *deals: Row) -> None:
        self.office.call("PATCH", "/deals", person, json={"deals": list(deals)})


@pytest.fixture(scope="module")
def module_desk(office: Office) -> Iterator[Desk]:
    url = office.settings.need("database_url")
    with psycopg.connect(url, autocommit=True) as owner:
        yield Desk(office, owner)


@pytest.fixture
def desk(module_desk: Desk) -> Desk:
    """Without deals."""
    module_desk.owner.execute("delete from public.deals")
    assert module_desk.rows(KEPT) == []
    return module_desk


def test_counters_follow_whatever_happens(desk: Desk) -> None:
    chance = random.Random(11)  # noqa: S311 - the same walk each time
    ids: list[str] = []
    for step in range(60):
        move = chance.randrange(7)
        some = chance.sample(ids, min(len(ids), 4))
        if move < 2 or not some:
            ids += desk.make(
                *(
                    {
                        "title": f"Deal {step}",
                        "amount": chance.choice((None, "10.5", "2000")),
                        "currency": chance.choice(("USD", "EUR")),
                        "expected_close_date": chance.choice((None, "2031-05-06", "2031-06-01")),
                    }
                    for _ in range(5)
                )
            )
        elif move == 2:
            _try(desk, "PATCH", "owner", {"stage": chance.choice(("qualification", "proposal"))}, some)
        elif move == 3:
            status = chance.choice(("in_progress", "won", "lost"))
            _try(desk, "PATCH", "owner", {"status": status, "amount": "77"}, some)
        elif move == 4:
            _try(desk, "PATCH", "owner", {"currency": "GBP", "owner_id": _id_of(desk, "manager")}, some)
        elif move == 5:
            desk.ask("DELETE", "/deals", "manager", json={"deal_ids": some})
        else:
            desk.ask("POST", "/deals/restore", "manager", json={"deal_ids": some})
        if step % 20 == 0:
            desk.owner.execute("select private.fold_deal_stats()")
    assert len(desk.rows(KEPT)) > 20
    assert desk.rows(KEPT) == desk.rows(COUNTED)
    before = desk.rows(STAGES)
    desk.owner.execute("select private.rebuild_deal_stages(id) from public.workspaces")
    assert desk.rows(STAGES) == before, "the timeline tells another history"
    desk.owner.execute("select private.rebuild_deal_stats(id) from public.workspaces")
    assert desk.rows(KEPT) == desk.rows(COUNTED)


def test_summary_counts_by_status_and_currency_and_adds_no_two(desk: Desk) -> None:
    ids = desk.make(
        {"title": "a", "amount": "100", "currency": "USD"},
        {"title": "b", "amount": "50.25", "currency": "USD"},
        {"title": "c", "amount": "70", "currency": "EUR"},
        {"title": "d", "currency": "EUR"},
    )
    desk.change("editor", *({"id": id_, "status": "in_progress"} for id_ in ids[:3]))
    desk.change("editor", {"id": ids[0], "status": "won"}, {"id": ids[1], "status": "won"})
    desk.change("editor", {"id": ids[2], "status": "lost"})
    summary = desk.report("summary", new_days=7)
    statuses = {each["status"]: each for each in summary["statuses"]}
    assert list(statuses) == ["new", "in_progress", "won", "lost"]
    assert statuses["won"]["amounts"] == [
        {"currency": "USD", "deals": 2, "amount": "150.25", "average": "75.125"}
    ]
    assert statuses["new"]["amounts"] == [{"currency": "EUR", "deals": 1, "amount": "0", "average": None}]
    assert (summary["deals"], summary["new"]["deals"], summary["win_rate"]) == (4, 4, Decimal("0.6667"))
    assert all(each["converted"] is None for each in summary["statuses"])


def test_funnel_tells_conversion_and_time_in_stage(desk: Desk) -> None:
    ids = desk.make(*({"title": f"{n}", "amount": "10"} for n in range(4)))
    desk.owner.execute(
        "update private.deal_stages set entered_at = entered_at - interval '2 days'"
        " where stage = 'qualification'"
    )
    desk.change("editor", *({"id": id_, "status": "in_progress", "stage": "proposal"} for id_ in ids[:3]))
    desk.change("owner", {"id": ids[0], "stage": "qualification"})
    desk.change("editor", {"id": ids[1], "status": "won"}, {"id": ids[2], "status": "lost"})
    stages = {stage["stage"]: stage for stage in desk.report("funnel")["stages"]}
    first, second, third = (stages[key] for key in ("qualification", "proposal", "negotiation"))
    # One was moved back: it is in the first stage again, and has not gone on from there.
    assert (first["reached"], first["went_on"], first["deals"]) == (4, 2, 2)
    assert (first["conversion"], round(first["average_seconds"])) == (Decimal("0.5"), 2 * 86400)
    assert (second["reached"], second["won"], second["lost"]) == (3, 1, 1)
    assert second["conversion"] == Decimal("0.3333")
    assert (third["reached"], third["conversion"], third["average_seconds"]) == (0, None, None)
    assert stages["closed"]["deals"] == 2


def test_won_by_month_is_in_the_time_zone_of_the_workspace(desk: Desk) -> None:
    year = desk.owner.execute("select extract(year from now())::integer - 1").fetchone()
    assert year
    closed = f"{year[0]}-12-01T03:00:00Z"  # still November in Los Angeles
    _zone(desk, "America/Los_Angeles")
    desk.owner.execute("select private.rebuild_deal_stats(%s)", [desk.office.workspace])
    desk.make({"title": "late", "amount": "5", "currency": "USD", "status": "won", "closed_at": closed})

    def months() -> dict[str, int]:
        return {m["month"]: m["deals"] for m in desk.report("won", months=30)["months"] if m["deals"]}

    assert months() == {f"{year[0]}-11": 1}
    _zone(desk, "UTC")
    jobs = desk.rows(
        "select args ->> 'workspace_id' from procrastinate.procrastinate_jobs"
        " where task_name = 'rebuild_deal_stats'"
    )
    assert (desk.office.workspace,) in jobs
    # Until the job has run, days are those of before, and the answer says so.
    told = desk.report("won", months=30)
    assert (told["time_zone"], told["is_recounting"]) == ("America/Los_Angeles", True)
    desk.make({"title": "later", "amount": "5", "currency": "USD", "status": "won", "closed_at": closed})
    assert months() == {f"{year[0]}-11": 2}
    assert desk.report("summary")["time_zone"] == "America/Los_Angeles"
    desk.owner.execute("select private.rebuild_deal_stats(%s)", [desk.office.workspace])
    told = desk.report("won", months=30)
    assert (told["time_zone"], told["is_recounting"]) == ("UTC", False)
    assert months() == {f"{year[0]}-12": 2}
    (owner,) = desk.report("won", months=30)["owners"]
    assert (owner["owner_id"], owner["deals"], owner["lost"]) == (_id_of(desk, "editor"), 2, 0)
    assert desk.rows(KEPT) == desk.rows(COUNTED)


def test_forecast_weighs_by_stage_and_keeps_months_and_currencies_apart(desk: Desk) -> None:
    desk.make(
        {"title": "a", "amount": "1000", "currency": "USD", "expected_close_date": "2031-05-06"},
        {"title": "b", "amount": "500", "currency": "EUR", "expected_close_date": "2031-05-31"},
        {"title": "c", "amount": "80", "currency": "USD"},
    )
    forecast = desk.report("forecast")
    assert [(month["month"], month["deals"]) for month in forecast["months"]] == [("2031-05", 2), (None, 1)]
    assert forecast["months"][0]["amounts"] == [
        {"currency": "EUR", "deals": 1, "amount": "500", "weighted": "100"},
        {"currency": "USD", "deals": 1, "amount": "1000", "weighted": "200"},
    ]
    assert {each["currency"]: each["weighted"] for each in forecast["amounts"]} == {
        "EUR": "100",
        "USD": "216",
    }


def test_amounts_are_converted_only_by_rates_of_ones_own(desk: Desk) -> None:
    desk.make(
        {"title": "a", "amount": "100", "currency": "USD"}, {"title": "b", "amount": "10", "currency": "EUR"},
        {"title": "c", "amount": "10", "currency": "GBP"},
    )  # fmt: skip
    rates = [{"currency": "EUR", "rate": "1.1", "as_of": "2026-01-02"}]
    assert desk.ask("PUT", "/exchange-rates", "manager", json={"rates": rates}).status_code == 403
    assert desk.ask("PUT", "/exchange-rates", "outsider", json={"rates": rates}).status_code == 404
    desk.office.call("PUT", "/exchange-rates", "admin", json={"rates": rates})

    def converted() -> Any:
        return desk.report("summary")["statuses"][0]["converted"]

    assert converted() == {
        "currency": "USD", "amount": None, "rates_as_of": "2026-01-02", "missing_rates": ["GBP"],
    }  # fmt: skip
    rates.append({"currency": "GBP", "rate": "1.25", "as_of": "2026-02-02"})
    desk.office.call("PUT", "/exchange-rates", "admin", json={"rates": rates})
    assert converted() == {
        "currency": "USD", "amount": "123.5", "rates_as_of": "2026-01-02", "missing_rates": [],
    }  # fmt: skip
    own = [{"currency": "USD", "rate": "2"}]
    answer = desk.ask("PUT", "/exchange-rates", "admin", json={"rates": own})
    assert answer.json()["type"] == "exchange_rate_invalid"
    assert len(desk.office.call("GET", "/exchange-rates", "member")["rates"]) == 2
    desk.office.call("PUT", "/exchange-rates", "admin", json={"rates": []})
    assert converted() is None


def test_average_is_of_the_deals_that_have_an_amount(desk: Desk) -> None:
    desk.make({"title": "a", "amount": "100"}, {"title": "b", "amount": "50"}, {"title": "c"})
    for _ in range(2):
        summary, funnel = desk.report("summary"), desk.report("funnel")
        for amounts in (
            summary["statuses"][0]["amounts"], summary["new"]["amounts"], funnel["stages"][0]["amounts"]
        ):  # fmt: skip
            (amount,) = amounts
            assert (amount["deals"], amount["amount"], amount["average"]) == (3, "150", "75")
        desk.owner.execute("select private.fold_deal_stats()")


def test_rate_is_bound_to_the_currency_it_was_given_in(desk: Desk) -> None:
    desk.make({"title": "a", "amount": "10", "currency": "CAD"})
    rates = [{"currency": "CAD", "rate": "0.7"}]
    desk.office.call("PUT", "/exchange-rates", "admin", json={"rates": rates})
    converted = [desk.report("summary")["statuses"][0]["converted"]["amount"]]
    path = f"/workspaces/{desk.office.workspace}"
    try:
        desk.office.call("PATCH", path, "owner", json={"default_currency": "JPY"})
        stale = desk.report("summary")["statuses"][0]["converted"]
        assert (stale["currency"], stale["amount"], stale["missing_rates"]) == ("JPY", None, ["CAD"])
        kept = desk.office.call("GET", "/exchange-rates", "member")
        assert (kept["currency"], kept["rates"][0]["base_currency"]) == ("JPY", "USD")
        # The same number given anew is a rate in yen.
        desk.office.call("PUT", "/exchange-rates", "admin", json={"rates": rates})
        converted.append(desk.report("forecast")["converted"]["missing_rates"])
    finally:
        desk.office.call("PATCH", path, "owner", json={"default_currency": "USD"})
    assert converted == ["7", []]
    assert desk.report("summary")["statuses"][0]["converted"]["missing_rates"] == ["CAD"]
    desk.office.call("PUT", "/exchange-rates", "admin", json={"rates": []})


@pytest.mark.parametrize(
    ("rate", "field"),
    [
        ({"currency": "EUR", "rate": "1.2"}, "rates[1].currency"),
        ({"currency": "ZZZ", "rate": "1.2"}, "rates[1].currency"),
        ({"currency": "USD", "rate": "1"}, "rates[1].currency"),
        ({"currency": "GBP", "rate": "0"}, "rates[1].rate"),
        ({"currency": "GBP", "rate": "1", "as_of": "2099-01-01"}, "rates[1].as_of"),
        ({"currency": "GBP", "rate": "1", "as_of": "0001-01-01"}, "rates[1].as_of"),
    ],
)
def test_rates_that_cannot_be_kept_are_named_by_row(desk: Desk, rate: Row, field: str) -> None:
    before = desk.office.call("GET", "/exchange-rates", "member")
    rates = [{"currency": "EUR", "rate": "1.1"}, rate]
    answer = desk.ask("PUT", "/exchange-rates", "admin", json={"rates": rates})
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "exchange_rate_invalid")
    assert [error["field"] for error in problem["errors"]] == [field]
    assert desk.office.call("GET", "/exchange-rates", "member") == before


def test_rates_know_the_currencies_of_deals(desk: Desk) -> None:
    listed = """
      select distinct m[1] from (values
        ((select pg_get_constraintdef(oid) from pg_constraint where conname = 'deals_currency_is_iso_4217')),
        (pg_get_functiondef('private.is_currency(text)'::regprocedure))) as d (text),
        regexp_matches(d.text, '\\y[A-Z]{3}\\y', 'g') as m
    """
    codes = {row[0] for row in desk.rows(listed)} - {"RET", "ISO", "AND", "ANY"}
    known = desk.owner.execute(
        "select c from unnest(%s::text[]) as c where private.is_currency(c)", [list(codes)]
    ).fetchall()
    assert {row[0] for row in known} == codes
    assert len(codes) > 170


def test_report_is_told_again_for_a_minute_and_says_how_old_it_is(desk: Desk) -> None:
    desk.owner.execute("delete from private.analytics_cache")
    path = "/analytics/deals/summary"
    first = desk.office.call("GET", path, "member")
    desk.make({"title": "new", "amount": "1"})
    again = desk.office.call("GET", path, "owner")
    assert (again["deals"], again["computed_at"]) == (0, first["computed_at"])
    assert 0 <= first["age_seconds"] <= again["age_seconds"] < again["ttl_seconds"] == 60
    assert desk.report("summary")["deals"] == 1
    desk.make({"title": "newer", "amount": "1"})
    desk.owner.execute("update private.analytics_cache set computed_at = computed_at - interval '61 seconds'")
    expired = desk.office.call("GET", path, "member")
    assert (expired["deals"], expired["age_seconds"] < 5) == (2, True)


def test_kept_report_is_told_to_members_alone(desk: Desk) -> None:
    path = "/analytics/deals/summary"
    desk.make({"title": "secret", "amount": "1"})
    desk.report("summary")
    for person in ("outsider", "invited", "removed", "other_owner"):
        answer = desk.ask("GET", path, person)
        assert (answer.status_code, answer.json()["type"]) == (404, "workspace_not_found"), person
    assert desk.office.api("GET", path, None).status_code == 401
    other = str(desk.rows("select id from public.workspaces where name = 'Other'")[0][0])
    assert desk.ask("GET", path, "other_owner", other).json()["deals"] == 0
    assert desk.ask("GET", path, "member", other).status_code == 404


def test_what_a_transaction_has_not_committed_is_not_kept(desk: Desk) -> None:
    desk.owner.execute("delete from private.analytics_cache")
    claims = f'{{"sub": "{_id_of(desk, "editor")}", "role": "authenticated"}}'
    with psycopg.connect(desk.office.settings.need("api_database_url")) as login:
        login.execute(
            "select set_config('role', 'authenticated', false), set_config('request.jwt.claims', %s, false)",
            [claims],
        )
        login.execute(
            "insert into public.deals (workspace_id, title) values (%s, 'not yet')", [desk.office.workspace]
        )
        row = login.execute(
            "select public.get_deal_summary(%s) -> 'deals'", [desk.office.workspace]
        ).fetchone()
        assert row == (1,)
        login.rollback()
    assert desk.rows("select count(*) from private.analytics_cache") == [(0,)]
    assert desk.office.call("GET", "/analytics/deals/summary", "member")["deals"] == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("summary?new_days=0", 422),
        ("won?months=121", 422),
        ("summary?max_age=61", 422),
        (f"funnel?pipeline_id={UUID(int=1)}", 404),
        (f"summary?pipeline_id={UUID(int=1)}", 404),
    ],
)
def test_reports_have_limits(desk: Desk, path: str, status: int) -> None:
    assert desk.ask("GET", f"/analytics/deals/{path}", "member").status_code == status


def _try(desk: Desk, method: str, person: str, change: Row, ids: list[str]) -> None:
    """Some moves are illegal, and then nothing happens."""
    for id_ in ids:
        desk.ask(method, f"/deals/{id_}", person, json=change)


def _zone(desk: Desk, zone: str) -> None:
    desk.office.call("PATCH", f"/workspaces/{desk.office.workspace}", "owner", json={"time_zone": zone})


def _id_of(desk: Desk, person: str) -> str:
    return str(desk.office.api.people[person])
