"""Matches through REST, held against the same rules in Python."""

import random
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest

from jobs.slots import fill
from tests.matching.conftest import Office

DISTRICTS = ("Ballard", "Fremont", "Queen Anne", "Green Lake")
TYPES = ("house", "condo", "loft")
FEATURES = ("garden", "garage", "balcony", "pool")
ASKED = (("price", "budget", 3, 0.1), ("area", "area", 2, 0.15), ("rooms", "rooms", 2, 0.25))

EMPTY = (None, " , ,", ",", None)  # what names no place

Row = dict[str, Any]


def _maybe(chance: random.Random, value: Any, share: float = 0.85) -> Any:
    return value if chance.random() < share else None


def _properties(chance: random.Random) -> list[Row]:
    return [
        {
            "name": f"Property {number}",
            "status": chance.choice(("active", "active", "active", "coming_soon", "sold")),
            "type": _maybe(chance, chance.choice(TYPES)),
            "price": _maybe(chance, chance.randrange(200, 900) * 1000),
            "area": _maybe(chance, chance.randrange(40, 260)),
            "rooms": _maybe(chance, chance.randrange(1, 8)),
            "district": _maybe(chance, chance.choice(DISTRICTS)),
            "features": _maybe(chance, chance.sample(FEATURES, chance.randrange(1, 4))),
        }
        for number in range(300)
    ]


def _range(chance: random.Random, low: int, high: int, step: int) -> Row | None:
    a, b = sorted(chance.randrange(low, high) * step for _ in range(2))
    return chance.choice(({"min": a, "max": b}, {"min": a}, {"max": b}, None))


def _requests(chance: random.Random) -> list[Row]:
    return [
        {
            "buyer": f"Buyer {number}",
            "status": chance.choice(("active", "active", "paused")),
            "budget": _range(chance, 200, 900, 1000),
            "area": _range(chance, 40, 260, 1),
            "rooms": _range(chance, 1, 8, 1),
            "places": _maybe(chance, ", ".join(chance.sample(DISTRICTS, 2)).upper(), 0.6)
            or EMPTY[number % 4],
            "types": _maybe(chance, chance.sample(TYPES, 2), 0.6),
            "wishes": _maybe(chance, chance.sample(FEATURES, 2), 0.6),
        }
        for number in range(30)
    ]


def _score(offer: Row, request: Row) -> int | None:
    """In ten-thousandths; None: no match."""
    total = asked = 0.0
    fits_all = True
    for key, wanted, weight, tolerance in ASKED:
        bounds = request[wanted]
        if bounds is None:
            continue
        low, high, value = bounds.get("min", -1e18), bounds.get("max", 1e18), offer[key]
        if value is None or value < low - abs(low) * tolerance or value > high + abs(high) * tolerance:
            return None
        off = (low - value) / low if value < low else (value - high) / high if value > high else 0.0
        fits_all &= off == 0
        asked, total = asked + weight, total + weight * (1 - off / tolerance)
    if request["places"] and request["places"].strip(" ,"):
        if not offer["district"] or offer["district"].upper() not in request["places"]:
            return None
        asked, total = asked + 3, total + 3
    if request["types"]:
        if offer["type"] not in request["types"]:
            return None
        asked, total = asked + 2, total + 2
    if request["wishes"]:
        share = len(set(request["wishes"]) & set(offer["features"] or ())) / len(request["wishes"])
        fits_all &= share == 1
        asked, total = asked + 1, total + share
    if not asked:
        return None
    return 10000 if fits_all else min(9999, int(10000 * total / asked + 1e-9))


class Market:
    """A workspace from the template, filled."""

    def __init__(self, office: Office) -> None:
        self.office = office
        made = office.call("POST", f"/workspaces/{office.workspace}/templates/real_estate", "manager")
        self.made = made
        self.lists = {each["name"]: each["id"] for each in made["lists"]}
        self.matching = made["matchings"][0]
        chance = random.Random(7)  # noqa: S311 - the same market each time
        self.properties = self._fill("Properties", _properties(chance))
        self.requests = self._fill("Requests", _requests(chance))

    def _fill(self, name: str, rows: list[Row]) -> dict[str, Row]:
        items = [{"values": {k: v for k, v in row.items() if v is not None}} for row in rows]
        answer = self.office.call("POST", f"/lists/{self.lists[name]}/items", json={"items": items})
        return {item["id"]: row for item, row in zip(answer["items"], rows, strict=True)}

    def matches(self, item_id: str, limit: int = 1000) -> list[Row]:
        """All pages."""
        found: list[Row] = []
        cursor = ""
        while True:
            path = f"/items/{item_id}/matches?limit={limit}" + (f"&cursor={cursor}" if cursor else "")
            page = self.office.call("GET", path, "member")
            found += page["matches"]
            cursor = page["next_cursor"]
            if not cursor:
                return found

    def expected(self, item_id: str) -> dict[str, int]:
        """Score by the id of what fits."""
        row = self.requests.get(item_id) or self.properties[item_id]
        if row["status"] not in {"active", "coming_soon"}:
            return {}
        if item_id in self.requests:
            pairs = [
                (other, _score(row, self.requests[item_id]))
                for other, row in self.properties.items()
                if row["status"] in {"active", "coming_soon"}
            ]
        else:
            pairs = [
                (other, _score(self.properties[item_id], row))
                for other, row in self.requests.items()
                if row["status"] == "active"
            ]
        return {other: score for other, score in pairs if score is not None}

    def check(self, item_id: str) -> None:
        found = self.matches(item_id)
        scores = {match["item"]["id"]: round(match["score"] * 10000) for match in found}
        expected = self.expected(item_id)
        assert scores.keys() == expected.keys()
        # A share of a bound as a double in two languages: the last digit may be rounded the other way.
        assert all(abs(scores[key] - expected[key]) <= 1 for key in scores)
        assert [round(m["score"] * 10000) for m in found] == sorted(scores.values(), reverse=True)
        assert all(match["fits"] == (match["score"] == 1) for match in found)


@pytest.fixture(scope="module")
def market(office: Office) -> Market:
    return Market(office)


def test_matches_are_as_python_finds_them(market: Market) -> None:
    for request in market.requests:
        market.check(request)
    for offer in list(market.properties)[:30]:
        market.check(offer)


def test_what_is_not_open_or_asks_nothing_has_no_matches_and_is_none(market: Market) -> None:
    sold = next(key for key, row in market.properties.items() if row["status"] == "sold")
    asks = {"buyer": "Asks", "places": "Nowhere else"}
    made: list[Row] = [
        {"buyer": "Nothing", "places": " , ,", "types": []},
        {"buyer": "Paused", "status": "paused"} | asks,
        asks,
    ]
    nothing, paused, request = market._fill("Requests", made)
    (offer,) = market._fill("Properties", [{"name": "There", "district": "nowhere ELSE", "status": "active"}])

    def answer(item_id: str) -> tuple[list[str], str | None]:
        page = market.office.call("GET", f"/items/{item_id}/matches?limit=1000", "member")
        return [match["item"]["id"] for match in page["matches"]], page["empty_because"]

    assert answer(sold) == ([], "not_open")
    assert answer(paused) == ([], "not_open")
    assert answer(nothing) == ([], "asks_nothing")
    assert answer(request) == ([offer], None)
    assert answer(offer) == ([request], None)
    market.office.call("DELETE", f"/items/{offer}")
    assert answer(offer) == ([], "not_open")
    assert answer(request) == ([], None)


def test_pages_follow_one_another(market: Market) -> None:
    request = max(market.requests, key=lambda key: len(market.expected(key)))
    whole = [match["item"]["id"] for match in market.matches(request)]
    assert len(whole) > 20
    assert [match["item"]["id"] for match in market.matches(request, 7)] == whole
    other = next(key for key in market.requests if key != request)
    page = market.office.call("GET", f"/items/{request}/matches?limit=5", "member")
    answer = _ask(market, "GET", f"/items/{other}/matches?cursor={page['next_cursor']}")
    assert (answer.status_code, answer.json()["type"]) == (422, "cursor_invalid")


def test_reasons_say_what_fits_and_how_far_off_the_rest_is(market: Market) -> None:
    item = {"buyer": "Exact", "budget": {"max": 400_000}, "rooms": {"min": 4}, "places": "Nowhere"}
    made = market._fill("Requests", [item])
    (request,) = made
    near = {"name": "Near", "status": "active", "price": 420_000, "rooms": 4, "district": "nowhere"}
    market._fill("Properties", [near])
    (match,) = market.matches(request)
    reasons = {reason["name"]: reason for reason in match["reasons"]}
    assert reasons.keys() == {"Price", "Rooms", "Place"}
    assert reasons["Price"]["fits"] is False
    assert reasons["Price"]["distance"] == Decimal("0.05")
    assert reasons["Price"]["closeness"] == Decimal("0.5")
    assert (reasons["Price"]["asked"], reasons["Price"]["offered"]) == ({"max": 400_000}, 420_000)
    assert reasons["Rooms"]["fits"] is True
    assert match["score"] == Decimal("0.8125")  # 3 * 0.5 + 2 + 3 of 8


def test_slots_change_nothing_but_the_time(market: Market) -> None:
    before = {request: market.matches(request) for request in list(market.requests)[:10]}
    with psycopg.connect(market.office.settings.need("worker_database_url"), autocommit=True) as worker:
        for name in ("Properties", "Requests"):
            fill(worker, market.lists[name])
    with psycopg.connect(market.office.settings.need("database_url")) as owner:
        ready = owner.execute(
            "select count(*) from private.list_slots as s where s.state = 'ready' and s.list_id = %s",
            [UUID(market.lists["Properties"])],
        ).fetchone()
    assert ready == (6,)  # price, area, rooms, district, type, status
    assert {request: market.matches(request) for request in before} == before


def test_who_may_what(market: Market) -> None:
    request = next(iter(market.requests))
    assert _ask(market, "GET", f"/items/{request}/matches", "outsider").status_code == 404
    assert _ask(market, "GET", f"/items/{request}/matches", "other_owner").status_code == 404
    body = _body(market)
    assert _ask(market, "POST", "/matchings", "editor", json=body).status_code == 403
    assert _ask(market, "POST", "/matchings", "outsider", json=body).status_code == 404
    made = market.office.call("POST", "/matchings", "manager", json=body)
    path = f"/matchings/{made['id']}"
    assert _ask(market, "PATCH", path, "editor", json={"name": "No"}).status_code == 403
    changed = market.office.call("PATCH", path, "manager", json={"name": "Yes", "version": 1})
    assert (changed["name"], changed["version"]) == ("Yes", 2)
    assert _ask(market, "PATCH", path, "manager", json={"name": "Late", "version": 1}).status_code == 409
    found = market.office.call("GET", f"/items/{request}/matches?matching_id={made['id']}", "member")
    assert found["matching_id"] == made["id"]
    market.office.call("DELETE", path, "manager")
    assert _ask(market, "GET", path, "member").json()["type"] == "matching_not_found"
    owner = next(iter(market._fill("Owners", [{"name": "Nobody's match"}])))
    assert _ask(market, "GET", f"/items/{owner}/matches").json()["type"] == "matching_not_found"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "range", "offer": "price", "request": "buyer"}, "cannot ask for range"),
        ({"kind": "range", "offer": "name", "request": "budget"}, "cannot answer range"),
        ({"kind": "range", "offer": "gone", "request": "budget"}, 'no column with the key "gone"'),
        ({"kind": "at_least", "offer": "price", "request": "move_in_by"}, "both columns"),
        ({"kind": "one_of", "offer": "price", "request": "places"}, "cannot answer one_of"),
    ],
)
def test_criteria_fit_their_columns(market: Market, change: Row, words: str) -> None:
    before = market.office.call("GET", "/matchings", "member")
    answer = _ask(market, "POST", "/matchings", "manager", json=_body(market, criteria=[change]))
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "matching_invalid")
    assert words in problem["errors"][0]["message"]
    assert problem["errors"][0]["field"] == "criteria[0]"
    assert market.office.call("GET", "/matchings", "member") == before


def test_column_in_the_trash_is_named_and_left_out(market: Market) -> None:
    request = next(
        key
        for key, row in market.requests.items()
        if row["types"] and row["budget"] and row["status"] == "active"
    )
    columns = {
        column["key"]: column["id"]
        for each in market.made["lists"]
        if each["name"] == "Properties"
        for column in each["columns"]
    }
    path = f"/lists/{market.lists['Properties']}/columns/{columns['type']}"
    market.office.call("DELETE", path, "manager")
    page = market.office.call("GET", f"/items/{request}/matches", "member")
    market.office.call("POST", f"/columns/{columns['type']}/restore", "manager", json={})
    assert [problem["criterion"] for problem in page["problems"]] == ["Type"]
    assert all("Type" not in {r["name"] for r in match["reasons"]} for match in page["matches"])


def test_template_is_made_whole_or_not_at_all(market: Market) -> None:
    names = {each["name"] for each in market.made["lists"]}
    assert names == {"Owners", "Properties", "Requests", "Viewings"}
    views = market.office.call("GET", f"/lists/{market.lists['Viewings']}/views", "member")["views"]
    assert [(view["name"], view["kind"], view["is_shared"]) for view in views] == [
        ("Calendar", "calendar", True),
        ("Coming up", "grid", True),
    ]
    before = market.office.call("GET", "/lists", "member")
    path = f"/workspaces/{market.office.workspace}/templates"
    assert _ask(market, "POST", f"{path}/real_estate", "manager").json()["type"] == "list_name_taken"
    assert _ask(market, "POST", f"{path}/bakery", "manager").json()["type"] == "template_not_found"
    assert _ask(market, "POST", f"{path}/real_estate", "editor").status_code == 403
    assert _ask(market, "POST", f"{path}/real_estate", "outsider").status_code == 404
    assert market.office.call("GET", "/lists", "member") == before
    shown = market.office.call("GET", "/templates", "outsider")["templates"]
    assert [each["name"] for each in shown] == ["real_estate"]


def _body(market: Market, **more: Any) -> Row:
    return {
        "name": "Another",
        "offer_list_id": market.lists["Properties"],
        "request_list_id": market.lists["Requests"],
        "criteria": [{"kind": "range", "offer": "price", "request": "budget"}],
    } | more


def _ask(market: Market, method: str, path: str, person: str = "member", **options: Any) -> Any:
    headers = {"X-Workspace-Id": market.office.workspace}
    return market.office.api(method, path, person, headers=headers, **options)
