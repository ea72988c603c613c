"""Random graphs of links: what is computed is what plain Python computes."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ConnectAs

FUNCTIONS = ("sum", "avg", "min", "max", "count", "count_filled", "count_empty", "count_distinct", "concat")
SIDES = ("out", "back")
NUMBERS = st.one_of(st.none(), st.integers(-3, 3), st.sampled_from([Decimal("0.1"), Decimal("1e20")]))
ITEM = st.tuples(NUMBERS, st.one_of(st.none(), st.booleans()), st.booleans())
GRAPHS = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.lists(ITEM, min_size=n, max_size=n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=15, unique=True),
    )
)
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Graph = tuple[Sequence[tuple[Decimal | int | None, bool | None, bool]], Sequence[tuple[int, int]]]


@pytest.fixture
def list_id(superuser: psycopg.Connection, connect_as: ConnectAs) -> str:
    """A list that is linked to itself, with everything computed of both sides, some of it of the computed."""
    manager = connect_as("manager")
    [(made,)] = manager.execute(
        "select public.create_list(tests.workspace(), 'Graph', columns => "
        '\'[{"name": "Size", "type": "number"}, {"name": "Fine", "type": "boolean"}]\')->>\'id\''
    ).fetchall()
    relation = {"target_list_id": made, "inverse": {"name": "Back"}}
    columns: list[tuple[str, str, Mapping[str, Any]]] = [("Out", "relation", relation)]
    for side in SIDES:
        columns.append((f"{side} n", "count", {"relation": side}))
        columns.append((f"{side} sizes", "lookup", {"relation": side, "field": "size"}))
        for function in FUNCTIONS:
            config = {"relation": side, "field": "size", "function": function}
            columns.append((f"{side} {function}", "rollup", config))
        for function in ("and", "or"):
            config = {"relation": side, "field": "fine", "function": function}
            columns.append((f"{side} {function}", "rollup", config))
    # Two steps away: the sum of sums, and all values of a lookup in one.
    columns.append(("far", "rollup", {"relation": "out", "field": "back_sum", "function": "sum"}))
    columns.append(("far sizes", "lookup", {"relation": "back", "field": "out_sizes"}))
    columns.append(("plus", "formula", {"formula": "{far} + {out n}"}))
    for name, type_, settings_ in columns:
        manager.execute(
            "select public.create_column(%s, %s, %s, %s)", [made, name, type_, json.dumps(settings_)]
        )
    return str(made)


def _rolled(values: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    sizes = [size for size, _ in values if size is not None]
    checks = [fine for _, fine in values if fine is not None]
    return {
        "n": len(values),
        "sizes": sizes,
        "sum": sum(sizes),
        "avg": sum(sizes) / Decimal(len(sizes)) if sizes else None,
        "min": min(sizes, default=None),
        "max": max(sizes, default=None),
        "count": len(values),
        "count_filled": len(sizes),
        "count_empty": len(values) - len(sizes),
        "count_distinct": len(set(sizes)),
        "concat": ", ".join(format(size, "f") for size in map(Decimal, sizes)) or None,
        "and": all(checks) if checks else None,
        "or": any(checks) if checks else None,
    }


def expected(graph: Graph) -> dict[int, dict[str, Any]]:
    """What is computed of each item that is not in the trash."""
    items, edges = graph
    live = [n for n, (_, _, trashed) in enumerate(items) if not trashed]
    ends = {
        "out": {n: [b for a, b in edges if a == n and b in live] for n in live},
        "back": {n: [a for a, b in edges if b == n and a in live] for n in live},
    }
    rolled = {
        side: {n: _rolled([items[m][:2] for m in linked]) for n, linked in ends[side].items()}
        for side in SIDES
    }
    computed = {
        n: {f"{side}_{key}": value for side in SIDES for key, value in rolled[side][n].items()} for n in live
    }
    for n in live:
        far = sum(rolled["back"][m]["sum"] for m in ends["out"][n])
        sizes = [size for m in ends["back"][n] for size in rolled["out"][m]["sizes"]]
        computed[n] |= {"far": far, "far_sizes": sizes, "plus": far + len(ends["out"][n])}
    return computed


def _alike(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool | str) or wanted is None:
        return type(found) is type(wanted) and bool(found == wanted)
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(_alike(f, w) for f, w in zip(found, wanted, strict=True))
    return bool(abs(Decimal(found) - wanted) <= abs(Decimal(wanted)) * Decimal("1e-15"))


@often
@given(GRAPHS)
def test_graphs(superuser: psycopg.Connection, connect_as: ConnectAs, list_id: str, graph: Graph) -> None:
    items, edges = graph
    superuser.execute("delete from public.items where list_id = %s", [list_id])
    ids = {}
    for n, (size, fine, _) in enumerate(items):
        # Not through a double: the digits are what is compared.
        values = f'{{"size": {"null" if size is None else size}, "fine": {json.dumps(fine)}}}'
        [(ids[n],)] = superuser.execute(
            "insert into public.items (list_id, values) values (%s, %s) returning id::text", [list_id, values]
        ).fetchall()
    for a, b in edges:
        superuser.execute(
            "insert into public.links (column_id, item_id, target_item_id) "
            "select id, %s, %s from public.list_columns where list_id = %s and key = 'out'",
            [ids[a], ids[b], list_id],
        )
    superuser.execute(
        "update public.items set deleted_at = now() where id = any (%s)",
        [[ids[n] for n, (_, _, trashed) in enumerate(items) if trashed]],
    )
    member = connect_as("member")
    [(answer,)] = member.execute("select public.find_items(%s)::text", [list_id]).fetchall()
    found = {each["id"]: each["computed"] for each in json.loads(answer, parse_float=Decimal)["items"]}
    wanted = expected(graph)
    assert found.keys() == {ids[n] for n in wanted}
    for n, cells in wanted.items():
        for key, value in cells.items():
            assert _alike(found[ids[n]][key], value), (key, found[ids[n]][key], value)
    # A filter and a computed field say the same as the page.
    [(answer,)] = member.execute(
        'select public.query_items(%s, \'{"filter": {"column": "far", "operator": "gt", "value": 0}}\')',
        [list_id],
    ).fetchall()
    assert {each["id"] for each in answer["items"]} == {ids[n] for n in wanted if wanted[n]["far"] > 0}
    [(fields,)] = member.execute(
        "select coalesce(jsonb_object_agg(i.id, i.computed), '{}')::text from public.items as i "
        "where i.list_id = %s and i.deleted_at is null",
        [list_id],
    ).fetchall()
    assert json.loads(fields, parse_float=Decimal) == found
    member.close()
