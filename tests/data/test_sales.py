"""House sales of King County and of Melbourne: agents linked, prices rolled up, prices per square foot.

What is expected comes from the files alone, in exact arithmetic."""

from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.data.conftest import Office, read_csv, shared_file, write_csv

# One process: its tests share what is imported.
pytestmark = pytest.mark.xdist_group("sales")

ROLLUPS = ("sum", "avg", "min", "max", "count", "count_filled")
BATCH = 1000


class Melbourne:
    """The sales, and their agents as a list of their own."""

    def __init__(self, office: Office) -> None:
        path = shared_file("property/melbourne_housing_full.csv")
        self.office = office
        self.rows = read_csv(path)
        self.sales = office.import_file("Melbourne sales", path.read_bytes())
        names = list(dict.fromkeys(row["SellerG"] for row in self.rows))
        self.agents = office.import_file("Agents", write_csv("Name", names))
        relation = {"target_list_id": self.agents, "cardinality": "many_to_one", "inverse": {"name": "Sales"}}
        office.column(self.sales, "Agent", "relation", **relation)
        self.link()
        for function in ROLLUPS:
            config = {"relation": "sales", "field": "price", "function": function}
            office.column(self.agents, function, "rollup", **config)

    def link(self) -> None:
        """Links the sales of each agent, from the side of the agent, where one call takes many."""
        agents = {
            item["values"]["name"]: item["id"] for item in self.office.items(self.agents, fields=["name"])
        }
        sold = defaultdict(list)
        for item in self.office.items(self.sales, fields=["sellerg"]):
            sold[item["values"]["sellerg"]].append(item["id"])
        for name, ids in sold.items():
            for start in range(0, len(ids), BATCH):
                body = {"item_ids": ids[start : start + BATCH]}
                self.office.call("POST", f"/items/{agents[name]}/links/sales", json=body)

    def prices(self) -> dict[str, list[int]]:
        """The prices that are known, of each agent."""
        found: dict[str, list[int]] = {row["SellerG"]: [] for row in self.rows}
        for row in self.rows:
            if row["Price"]:
                found[row["SellerG"]].append(int(row["Price"]))
        return found


class KingCounty:
    """The sales, with a price per square foot of each."""

    def __init__(self, office: Office) -> None:
        path = shared_file("property/kc_house_data.csv")
        self.office = office
        self.sales = office.import_file("King County sales", path.read_bytes())
        made = office.column(
            self.sales, "Per square foot", "formula", formula="round({price} / {sqft_living}, 2)"
        )
        self.key = made["key"]
        self.expected = [
            _rounded(Fraction(row["price"]) / int(row["sqft_living"]), Decimal("0.01"))
            for row in read_csv(path)
        ]
        # Items are in the order of the file.
        self.items = office.items(self.sales, fields=["price", "sqft_living", self.key])

    def query(self, **query: Any) -> list[str]:
        """The ids of what a query finds."""
        return [item["id"] for item in self.office.items(self.sales, fields=["price"], **query)]


@pytest.fixture(scope="module")
def melbourne(office: Office) -> Melbourne:
    """Imported and linked."""
    return Melbourne(office)


@pytest.fixture(scope="module")
def king_county(office: Office) -> KingCounty:
    """Imported, in the same workspace."""
    return KingCounty(office)


def test_agents_are_a_list_of_their_own(melbourne: Melbourne) -> None:
    agents = melbourne.office.items(melbourne.agents)
    counts = Counter(row["SellerG"] for row in melbourne.rows)
    assert (len(melbourne.rows), len(agents)) == (34857, 388)
    assert {a["values"]["name"]: a["computed"]["sales"]["count"] for a in agents} == counts
    # From the side of the sales: the agent that the file names.
    sales = melbourne.office.items(melbourne.sales, fields=["sellerg", "agent"])
    assert len(sales) == 34857
    for sale in sales:
        linked = [each["title"] for each in sale["computed"]["agent"]["items"]]
        assert linked == [sale["values"]["sellerg"]]


def test_rollups_of_prices_by_agent(melbourne: Melbourne) -> None:
    agents = melbourne.office.items(melbourne.agents, fields=["name", *ROLLUPS])
    counts = Counter(row["SellerG"] for row in melbourne.rows)
    prices = melbourne.prices()
    assert sum(counts.values()) - sum(map(len, prices.values())) == 7610
    assert len(agents) == 388 and not all(prices.values())
    for agent in agents:
        name, computed = agent["values"]["name"], agent["computed"]
        known = prices[name]
        mean = computed.pop("avg", None)
        assert computed == {
            "sum": sum(known),
            "min": min(known, default=None),
            "max": max(known, default=None),
            "count": counts[name],
            "count_filled": len(known),
        }, name
        if known:
            assert _is_exactly(mean, Fraction(sum(known), len(known))), (name, mean)
        else:
            assert mean is None


def test_queries_by_rollups(melbourne: Melbourne) -> None:
    prices = melbourne.prices()
    totals = {name: sum(known) for name, known in prices.items()}
    means = {name: Fraction(sum(known), len(known)) for name, known in prices.items() if known}

    def names(**query: Any) -> list[str]:
        found = melbourne.office.items(melbourne.agents, fields=["name"], **query)
        return [item["values"]["name"] for item in found]

    by_total = names(sort=[{"column": "sum", "direction": "desc"}, {"column": "name"}])
    assert by_total == sorted(totals, key=lambda name: (-totals[name], *_folded(name, by_total)))
    by_mean = names(sort=[{"column": "avg"}, {"column": "name"}])
    known = sorted(means, key=lambda name: (means[name], *_folded(name, by_mean)))
    assert by_mean[: len(known)] == known
    # Those without a mean come last.
    assert set(by_mean[len(known) :]) == set(totals) - set(means)
    above = names(filter={"column": "avg", "operator": "gt", "value": 1_500_000})
    assert set(above) == {name for name, mean in means.items() if mean > 1_500_000} and above
    within = names(
        filter={
            "and": [
                {"column": "sum", "operator": "between", "value": [10_000_000, 100_000_000]},
                {"not": {"column": "max", "operator": "gte", "value": 3_000_000}},
            ]
        },
        sort=[{"column": "sum"}],
    )
    expected = [n for n, total in totals.items() if 10_000_000 <= total <= 100_000_000]
    assert within == sorted((n for n in expected if max(prices[n]) < 3_000_000), key=totals.__getitem__)
    footers = melbourne.office.query(
        melbourne.agents,
        aggregates=[{"column": "sum", "function": "sum"}, {"column": "avg", "function": "filled"}],
    )["aggregates"]
    assert [each["value"] for each in footers] == [sum(totals.values()), len(means)]


def test_price_per_square_foot_of_every_row(king_county: KingCounty) -> None:
    shown = [item["computed"][king_county.key] for item in king_county.items]
    assert len(shown) == 21597
    assert shown == king_county.expected


def test_queries_by_price_per_square_foot(king_county: KingCounty) -> None:
    expected, key = king_county.expected, king_county.key
    ids = [item["id"] for item in king_county.items]
    numbers = range(len(ids))
    ascending = sorted(numbers, key=lambda n: (expected[n], ids[n]))
    for direction, order in (("asc", ascending), ("desc", ascending[::-1])):
        found = king_county.query(sort=[{"column": key, "direction": direction}], most=3000)
        assert found == [ids[n] for n in order[:3000]]
    node = {"column": key, "operator": "between", "value": [250, 251.5]}
    found = king_county.query(filter=node, sort=[{"column": key, "direction": "desc"}])
    matching = [n for n in reversed(ascending) if 250 <= expected[n] <= Decimal("251.5")]
    assert found == [ids[n] for n in matching] and len(found) > 100
    some = expected[ids.index(found[0])]
    equal = king_county.query(filter={"column": key, "operator": "equals", "value": float(some)})
    assert equal == [ids[n] for n in numbers if expected[n] == some]
    footers = king_county.office.query(
        king_county.sales,
        aggregates=[{"column": key, "function": function} for function in ("sum", "min", "max", "unique")],
    )["aggregates"]
    assert [each["value"] for each in footers] == [
        sum(expected), min(expected), max(expected), len(set(expected)),
    ]  # fmt: skip


def _folded(name: str, order: list[str]) -> tuple[str, int]:
    """How a text sorts: in any case; those that differ in case alone stay as they were found."""
    return name.lower(), order.index(name)


def _rounded(value: Fraction, place: Decimal) -> Decimal:
    """Rounded to a place, halves away from zero, without any error on the way."""
    scaled = value / Fraction(place)
    return (Decimal(int(scaled + Fraction(1, 2))) * place).quantize(place, ROUND_HALF_UP)


def _is_exactly(shown: Decimal, value: Fraction) -> bool:
    """Whether all decimals that are shown are right, and enough of them are."""
    place = Decimal(1).scaleb(int(Decimal(shown).as_tuple().exponent))
    return len(Decimal(shown).as_tuple().digits) >= 16 and _rounded(value, place) == shown
