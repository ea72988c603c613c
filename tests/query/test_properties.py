"""Filters, sorts, pages, groups and footers say what the oracle says, with slots and without."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ConnectAs
from tests.query import queries
from tests.query.oracle import plain
from tests.query.world import ITEMS, SLOTTED, World, ask, decoded
from tests.support.server import Database

often = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(params=["without slots", "with slots"])
def slotted(request: pytest.FixtureRequest, database: Database, world: World) -> World:
    """Most columns that may have a slot have one, or none has."""
    if request.param == "with slots":
        world.give_slots(database, *SLOTTED)
        row = world.superuser.execute(
            "select count(*) from private.list_slots where state = 'ready'"
        ).fetchone()
        assert row == (len(SLOTTED),)
    return world


def operators(connection: psycopg.Connection) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for family, operator, form in connection.execute(
        "select family, operator, value_form from public.filter_operators order by position"
    ):
        found.setdefault(family, []).append((operator, form))
    return found


def ids(items: Any) -> list[str]:
    return [str(item["id"]) for item in items]


def walk(
    connection: psycopg.Connection, list_id: str, query: Mapping[str, Any]
) -> tuple[list[str], list[str]]:
    """All pages forward, then all of them backward from the last one."""
    page = ask(connection, list_id, query)
    forward = [ids(page["items"])]
    assert page["previous_cursor"] is None
    while page["next_cursor"]:
        page = ask(connection, list_id, {**query, "cursor": page["next_cursor"]})
        forward.append(ids(page["items"]))
    backward = [forward[-1]]
    while page["previous_cursor"]:
        page = ask(connection, list_id, {**query, "cursor": page["previous_cursor"]})
        backward.insert(0, ids(page["items"]))
    assert all(len(ids_) == query["limit"] for ids_ in forward[:-1])
    return [*chain(*forward)], [*chain(*backward)]


def test_filters_sorts_and_pages(slotted: World, connect_as: ConnectAs) -> None:
    member, items = connect_as("member"), slotted.items()
    people = [slotted.people[name] for name in ("owner", "admin", "editor", "member")]

    @often
    @given(
        st.none() | queries.filters(slotted.columns, operators(member), people),
        queries.sorts(slotted.columns),
        st.sampled_from([3, 7, 25, 100]),
        st.sampled_from(queries.ZONES),
    )
    def holds(node: Any, sort: list[Any], limit: int, zone: str) -> None:
        query = {"sort": sort, "limit": limit, "time_zone": zone} | ({"filter": node} if node else {})
        with member.transaction():
            oracle = slotted.oracle(member, "member", zone)
            expected = ids(oracle.sorted([i for i in items if not node or oracle.matches(node, i)], sort))
            counted = ask(member, slotted.list_id, {**query, "count": True})["count"]
            assert counted == {"rows": len(expected), "is_capped": False}
            forward, backward = walk(member, slotted.list_id, query)
        assert forward == expected
        assert backward == expected

    holds()


def test_every_condition_alone(slotted: World, connect_as: ConnectAs) -> None:
    member, items = connect_as("member"), slotted.items()
    people = [slotted.people[name] for name in ("owner", "admin", "editor", "member")]
    # Relations are asked in tests/links, files in tests/attachments.
    known = {f: asked for f, asked in operators(member).items() if f not in {"links", "files"}}
    assert known.keys() == {column.family for column in slotted.columns.values()}

    def compare(node: dict[str, Any]) -> None:
        with member.transaction():
            oracle = slotted.oracle(member, "member", "Asia/Kathmandu")
            expected = {str(i["id"]) for i in items if oracle.matches(node, i)}
            query = {"filter": node, "limit": 1000, "time_zone": "Asia/Kathmandu"}
            found = ids(ask(member, slotted.list_id, query)["items"])
        assert set(found) == expected and len(found) == len(expected), node

    for column in slotted.columns.values():
        for operator, form in known[column.family]:
            node = {"column": column.key, "operator": operator}
            if form == "none":
                compare(node)
            elif column.family != "json":
                values = queries.value_of(column, form, people)

                @settings(often, max_examples=12)
                @given(values)
                def holds(value: Any) -> None:
                    compare({**node, "value": value})  # noqa: B023  # called in this very turn

                holds()


def test_json_is_searched_as_text(world: World, connect_as: ConnectAs) -> None:
    member = connect_as("member")
    node = {"column": "extra", "operator": "contains", "value": '{"a": 1}'}
    found = ask(member, world.list_id, {"filter": node, "limit": 1000})["items"]
    assert found and all(item["values"]["extra"] == {"a": 1} for item in found)
    others = ask(member, world.list_id, {"filter": {**node, "operator": "not_contains"}, "limit": 1000})[
        "items"
    ]
    assert len(found) + len(others) == 60


def test_groups_and_their_items(slotted: World, connect_as: ConnectAs) -> None:
    member, items = connect_as("member"), slotted.items()

    @settings(often, max_examples=60)
    @given(queries.sorts(slotted.columns, 1, 2))
    def holds(group_by: list[Any]) -> None:
        oracle = slotted.oracle(member, "member", "UTC")
        footer = [{"column": "price", "function": "sum"}]
        answer = ask(member, slotted.list_id, {"group_by": group_by, "limit": 1000, "aggregates": footer})
        expected = oracle.groups(items, group_by)
        assert len(answer["groups"]) == len(expected)
        assert not answer["has_more_groups"] and answer["items"] == []
        by_key = [[oracle.sort_key(oracle.columns[n["column"]])(g[1][0]) for n in group_by] for g in expected]
        found = {repr(sorted_values(g["values"])): g for g in answer["groups"]}
        assert len(found) == len(expected)
        order = []
        for values, members in expected:
            group = found[repr(sorted_values(values))]
            assert group["count"] == len(members)
            total = oracle.aggregate(members, oracle.columns["price"], "sum")
            assert group["aggregates"] == [{**footer[0], "value": total}]
            order.append(answer["groups"].index(group))
        # Groups that sort alike, such as texts that differ in case, may stand either way round.
        assert [by_key[order.index(n)] for n in range(len(order))] == by_key
        values, members = expected[len(expected) // 2]
        query = {"group_by": group_by, "group": values, "limit": 1000}
        assert set(ids(ask(member, slotted.list_id, query)["items"])) == set(ids(members))

    holds()


def sorted_values(values: Any) -> Any:
    """As text in which equal numbers are equal."""
    return [sorted(v.items()) if isinstance(v, dict) else v for v in (plain(each) for each in values)]


def test_footers(slotted: World, connect_as: ConnectAs) -> None:
    member, items = connect_as("member"), slotted.items()
    functions = member.execute("select family, function from public.aggregate_functions").fetchall()
    node = {"column": "sold", "operator": "is_not_empty"}
    nodes: tuple[Any, ...] = (None, node, {"or": []})
    for condition in nodes:
        oracle = slotted.oracle(member, "member", "UTC")
        rows = [i for i in items if condition is None or oracle.matches(condition, i)]
        for column in slotted.columns.values():
            asked = [
                {"column": column.key, "function": f} for family, f in functions if family == column.family
            ]
            query = {"aggregates": asked, "limit": 1} | ({"filter": condition} if condition else {})
            answer = ask(member, slotted.list_id, query)["aggregates"]
            for footer, wanted in zip(answer, asked, strict=True):
                expected = oracle.aggregate(rows, column, wanted["function"])
                assert {k: footer[k] for k in wanted} == wanted
                assert same(footer["value"], expected), (wanted, footer["value"], expected)


def same(found: Any, expected: Any) -> bool:
    if expected is None or found is None:
        return found is expected
    if isinstance(expected, datetime):
        return datetime.fromisoformat(found) == expected
    if isinstance(expected, date):
        return bool(found == expected.isoformat())
    exact = Decimal(str(found)), Decimal(str(expected))
    return exact[0] == exact[1] or abs(exact[0] - exact[1]) <= abs(exact[1]) * Decimal("1e-12")


def test_fields(world: World, connect_as: ConnectAs) -> None:
    answer = ask(connect_as("member"), world.list_id, {"fields": ["price", "tags"], "limit": 1000})
    whole = {str(item["id"]): item["values"] for item in world.items()}
    for item in answer["items"]:
        values = whole[item["id"]]
        assert item["values"] == {key: values[key] for key in ("price", "tags") if key in values}
    nothing = ask(connect_as("member"), world.list_id, {"fields": [], "limit": 1})["items"][0]
    assert nothing["values"] == {}


def test_rls_decides(slotted: World, connect_as: ConnectAs, people: dict[str, Any]) -> None:
    """Whoever asks gets exactly what the policy shows them, whatever they ask."""
    callers = {name: connect_as(name) for name in people}
    known = operators(callers["member"])
    member_ids = [slotted.people[name] for name in ("owner", "admin", "editor", "member")]

    @settings(often, max_examples=40)
    @given(
        queries.filters(slotted.columns, known, member_ids),
        queries.sorts(slotted.columns),
        st.sampled_from(sorted(people)),
    )
    def holds(node: Any, sort: list[Any], name: str) -> None:
        caller = callers[name]
        visible = caller.execute(
            ITEMS,
            [slotted.list_id],
        ).fetchall()
        query = {"filter": node, "sort": sort, "limit": 1000, "count": True}
        if not visible:
            with pytest.raises(psycopg.errors.NoDataFound) as refused:
                ask(caller, slotted.list_id, query)
            assert refused.value.diag.constraint_name == "list_not_found"
            return
        with caller.transaction():
            oracle = slotted.oracle(caller, name, "UTC")
            rows = [item for (text,) in visible if oracle.matches(node, item := decoded(text))]
            answer = ask(caller, slotted.list_id, query)
        assert ids(answer["items"]) == ids(oracle.sorted(rows, sort))
        assert answer["count"]["rows"] == len(rows)

    holds()
