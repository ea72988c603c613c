"""What a query may not say: named with its place, and never part of a statement."""

from typing import Any
from uuid import uuid4

import msgspec
import psycopg
import pytest

from tests.conftest import ConnectAs
from tests.query.world import World, ask

INJECTIONS = (
    "price' or '1'='1",
    'price" --',
    "i.values",
    "n1",
    "'; drop table public.items; --",
    "$1",
    "%s%I%L",
    "\\'; select 1 --",
    "E'\\x27'",
    "pg_sleep(9)",
    "{a,b}",
    "*/ select /*",
    "price\nunion select",
    "\uff50\uff52\uff49\uff43\uff45",  # price, in full width
)

PRICE = {"column": "price", "operator": "gt", "value": 1}
DAY = {"column": "listed", "operator": "on", "value": "today"}


def condition(**changes: Any) -> dict[str, Any]:
    return {"filter": {**PRICE, **changes}}


CASES: list[tuple[Any, str]] = [
    ([], "$"),
    ("x", "$"),
    ({"nonsense": 1}, "$"),
    ({"limit": 0}, "$.limit"),
    ({"limit": 1001}, "$.limit"),
    ({"limit": 1.5}, "$.limit"),
    ({"limit": "5"}, "$.limit"),
    ({"limit": None}, "$.limit"),
    ({"count": 1}, "$.count"),
    ({"cursor": 5}, "$.cursor"),
    ({"time_zone": 5}, "$.time_zone"),
    ({"time_zone": "Mars/Olympus", "filter": PRICE}, "$.time_zone"),
    ({"fields": "price"}, "$.fields"),
    ({"fields": ["price", "nope"]}, "$.fields[1]"),
    ({"sort": {}}, "$.sort"),
    ({"sort": [{"column": "price"}] * 6}, "$.sort"),
    ({"sort": ["price"]}, "$.sort[0]"),
    ({"sort": [{"column": "price", "by": 1}]}, "$.sort[0]"),
    ({"sort": [{"column": "price", "direction": "up"}]}, "$.sort[0].direction"),
    ({"sort": [{"column": "price", "direction": None}]}, "$.sort[0].direction"),
    ({"sort": [{"column": "price", "nulls": "middle"}]}, "$.sort[0].nulls"),
    ({"sort": [{"column": "price"}, {"column": "nope"}]}, "$.sort[1].column"),
    ({"sort": [{"column": "extra"}]}, "$.sort[0].column"),
    ({"sort": [{"column": "spot"}]}, "$.sort[0].column"),
    ({"sort": [{"column": 5}]}, "$.sort[0].column"),
    ({"group_by": []}, "$.group_by"),
    ({"group_by": [{"column": "price"}] * 3}, "$.group_by"),
    ({"group": ["a"]}, "$.group"),
    ({"group_by": [{"column": "status"}], "group": []}, "$.group"),
    ({"aggregates": [{"column": "address", "function": "sum"}]}, "$.aggregates[0].function"),
    ({"aggregates": [{"column": "price", "function": "sum; --"}]}, "$.aggregates[0].function"),
    ({"aggregates": [{"column": "nope", "function": "sum"}]}, "$.aggregates[0].column"),
    ({"filter": None}, "$.filter"),
    ({"filter": []}, "$.filter"),
    ({"filter": {"and": {}}}, "$.filter.and"),
    ({"filter": {"and": [PRICE], "or": []}}, "$.filter"),
    (
        {"filter": {"and": [PRICE, {"or": [PRICE, {"not": {"column": "nope"}}]}]}},
        "$.filter.and[1].or[1].not.column",
    ),
    ({"filter": {"and": [PRICE] * 101}}, "$.filter.and"),
    (condition(operator="contains"), "$.filter.operator"),
    (condition(operator=None), "$.filter.operator"),
    (condition(operator=["gt"]), "$.filter.operator"),
    (condition(value=None), "$.filter.value"),
    (condition(value="1"), "$.filter.value"),
    (condition(value=True), "$.filter.value"),
    (condition(value=[1]), "$.filter.value"),
    (condition(operator="between", value=[1]), "$.filter.value"),
    (condition(operator="between", value=[1, "2"]), "$.filter.value[1]"),
    (condition(operator="any_of", value=[]), "$.filter.value"),
    (condition(operator="any_of", value=[1] * 1001), "$.filter.value"),
    (condition(operator="is_empty"), "$.filter.value"),
    (condition(units="km"), "$.filter"),
    ({"filter": {"column": "address", "operator": "contains", "value": ""}}, "$.filter.value"),
    ({"filter": {"column": "address", "operator": "contains", "value": "x" * 1001}}, "$.filter.value"),
    ({"filter": {"column": "sold", "operator": "equals", "value": "true"}}, "$.filter.value"),
    ({"filter": {"column": "agent", "operator": "equals", "value": "you"}}, "$.filter.value"),
    ({"filter": {**DAY, "value": "2025-02-29"}}, "$.filter.value"),
    ({"filter": {**DAY, "value": "0000-01-01"}}, "$.filter.value"),
    ({"filter": {**DAY, "value": "2025-01-01T00:00:00Z"}}, "$.filter.value"),
    ({"filter": {**DAY, "value": {"day": "days_ago"}}}, "$.filter.value"),
    ({"filter": {**DAY, "value": {"day": "days_ago", "n": -1}}}, "$.filter.value.n"),
    ({"filter": {**DAY, "value": {"day": "days_ago", "n": 1, "unit": "x"}}}, "$.filter.value"),
    ({"filter": {**DAY, "operator": "within", "value": "this_decade"}}, "$.filter.value"),
    ({"filter": {**DAY, "operator": "within", "value": "last_n_days"}}, "$.filter.value"),
    ({"filter": {**DAY, "operator": "within", "value": {"period": "last_n_days", "n": 0}}}, "$.filter.value"),
    ({"filter": {**DAY, "operator": "within", "value": {"period": "this_week", "n": 2}}}, "$.filter.value"),
    ({"filter": {"column": "seen", "operator": "on", "value": "2025-01-01T25:00:00Z"}}, "$.filter.value"),
    (
        {"filter": {"column": "spot", "operator": "near", "value": {"lat": 91, "lng": 0, "km": 1}}},
        "$.filter.value",
    ),
    ({"filter": {"column": "spot", "operator": "near", "value": {"lat": 1, "lng": 0}}}, "$.filter.value.km"),
]


def refusal(connection: psycopg.Connection, list_id: str, query: Any) -> psycopg.errors.Diagnostic:
    """What the database says against a query; that it says nothing is a failure."""
    try:
        ask(connection, list_id, query)
    except psycopg.Error as error:
        return error.diag
    pytest.fail(f"not refused: {query}")


def test_every_refusal_names_its_place(world: World, connect_as: ConnectAs) -> None:
    member = connect_as("member")
    for query, place in CASES:
        diagnosis = refusal(member, world.list_id, query)
        assert diagnosis.constraint_name == "query_invalid", query
        found = msgspec.json.decode(diagnosis.message_detail or "")
        assert [problem["field"] for problem in found] == [place], query
        assert found[0]["message"]


def test_depth_has_an_end(world: World, connect_as: ConnectAs) -> None:
    member = connect_as("member")

    def nested(depth: int) -> dict[str, Any]:
        return PRICE if depth == 1 else {"not": nested(depth - 1)}

    assert ask(member, world.list_id, {"filter": nested(10)})
    with pytest.raises(psycopg.errors.CheckViolation):
        ask(member, world.list_id, {"filter": nested(11)})
    with pytest.raises(psycopg.Error) as error:
        deep = '{"filter": ' + '{"not": ' * 200_000 + "{}" + "}" * 200_001
        member.execute("select public.query_items(%s, %s::jsonb)", [world.list_id, deep])
    assert error.value.sqlstate in {"54001", "23514"}


def test_a_column_in_the_trash_cannot_be_asked(world: World, connect_as: ConnectAs) -> None:
    member = connect_as("member")
    world.superuser.execute(
        "update public.list_columns set deleted_at = now() where list_id = %s and key = 'price'",
        [world.list_id],
    )
    for query in (
        {"filter": PRICE},
        {"sort": [{"column": "price"}]},
        {"group_by": [{"column": "price"}]},
        {"fields": ["price"]},
        {"aggregates": [{"column": "price", "function": "sum"}]},
    ):
        with pytest.raises(psycopg.errors.CheckViolation) as error:
            ask(member, world.list_id, query)
        assert error.value.diag.constraint_name == "query_invalid"


def test_injections_reach_nothing(world: World, connect_as: ConnectAs) -> None:
    member = connect_as("member")
    before = world.items()
    for text in INJECTIONS:
        for query in (
            {"filter": {"column": text, "operator": "gt", "value": 1}},
            {"filter": {"column": "price", "operator": text, "value": 1}},
            {"filter": {"column": "price", "operator": "gt", "value": text}},
            {"filter": {"column": "listed", "operator": "on", "value": text}},
            {"filter": {"column": "listed", "operator": "within", "value": {"period": text, "n": 1}}},
            {
                "filter": {
                    "column": "listed",
                    "operator": "within",
                    "value": {"period": "last_n_days", "n": text},
                }
            },
            {"filter": {text: [PRICE]}},
            {"filter": {"column": "spot", "operator": "near", "value": {"lat": text, "lng": 0, "km": 1}}},
            {"filter": {"column": "agent", "operator": "equals", "value": text}},
            {"sort": [{"column": text}]},
            {"sort": [{"column": "price", "direction": text}]},
            {"sort": [{"column": "price", "nulls": text}]},
            {"group_by": [{"column": text}]},
            {"aggregates": [{"column": text, "function": "sum"}]},
            {"aggregates": [{"column": "price", "function": text}]},
            {"fields": [text]},
            {"cursor": text},
            {"limit": text},
            {text: 1},
        ):
            diagnosis = refusal(member, world.list_id, query)
            assert diagnosis.constraint_name in {"query_invalid", "cursor_invalid"}, (query, diagnosis)
        # Where any text is welcome, it is a text.
        for operator in ("equals", "contains", "starts_with", "ends_with"):
            key = world.insert(address=text.replace("\n", " "))
            node = {"column": "address", "operator": operator, "value": text.replace("\n", " ")}
            assert key in {
                item["id"] for item in ask(member, world.list_id, {"filter": node, "limit": 1000})["items"]
            }
        for column, operator in (("status", "any_of"), ("tags", "all_of")):
            unknown: Any = {"column": column, "operator": operator, "value": [text]}
            assert ask(member, world.list_id, {"filter": unknown})["items"] == []
        for key in ("price", "status"):
            odd: Any = {"group_by": [{"column": key}], "group": [text]}
            assert ask(member, world.list_id, odd)["items"] == []
        same: Any = {"group_by": [{"column": "address"}], "group": [text.replace("\n", " ")]}
        assert len(ask(member, world.list_id, same)["items"]) == 4
    after = {item["id"] for item in world.items()}
    assert {item["id"] for item in before} <= after and len(after) == len(before) + 4 * len(INJECTIONS)


def test_hidden_and_missing_lists_answer_alike(world: World, connect_as: ConnectAs) -> None:
    for list_id in (world.list_id, str(uuid4())):
        with pytest.raises(psycopg.errors.NoDataFound) as error:
            ask(connect_as("outsider"), list_id, {"filter": {"column": "price", "operator": "nonsense"}})
        assert error.value.diag.constraint_name == "list_not_found"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(connect_as(None), world.list_id, {})


def test_me_is_the_caller(world: World, connect_as: ConnectAs) -> None:
    query = {"filter": {"column": "agent", "operator": "equals", "value": "me"}, "limit": 1000}
    for name in ("owner", "admin", "editor", "member"):
        agents = {item["values"]["agent"] for item in ask(connect_as(name), world.list_id, query)["items"]}
        assert agents == {world.people[name]}
    assert ask(connect_as(role="service_role"), world.list_id, query)["items"] == []


def test_days_begin_where_the_caller_lives(world: World, connect_as: ConnectAs) -> None:
    member = connect_as("member")
    key = world.insert(seen="2025-03-09T23:30:00Z")
    query = {"filter": {"column": "seen", "operator": "on", "value": "2025-03-10"}, "limit": 1000}
    assert key not in {item["id"] for item in ask(member, world.list_id, query)["items"]}
    member.execute('select public.update_me(\'{"time_zone": "Europe/Berlin"}\')')
    assert key in {item["id"] for item in ask(member, world.list_id, query)["items"]}
    utc = ask(member, world.list_id, {**query, "time_zone": "UTC"})
    assert key not in {item["id"] for item in utc["items"]}
