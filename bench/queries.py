"""What a query costs: of a large list to a small one, and to a real typed table with B-trees.

"÷ typed" holds the whole call of query_items against the statement over the typed table, "statement" the
compiled statement alone. Buffers do not move with what else the machine does: read them first.
"""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, LiteralString

from bench.rounds import WARM_UP, Ratio, ratio_of, seconds
from bench.world import World

LARGE, SMALL = "large", "small"

Query = dict[str, Any]

BY_PRICE: Query = {"sort": [{"column": "price", "direction": "desc"}]}
QUERIES: Mapping[str, Query] = {
    "first page": {},
    "sorted page": BY_PRICE,
    "sorted page, text": {"sort": [{"column": "address"}]},
    "sorted by option, then price": {"sort": [{"column": "status"}, {"column": "price"}]},
    "filtered + sorted": {
        "filter": {"column": "status", "operator": "equals", "value": "won"},
        "sort": [{"column": "price", "direction": "desc"}],
    },
    "range + other sort": {
        "filter": {"column": "price", "operator": "between", "value": [500000, 500500]},
        "sort": [{"column": "listed"}],
    },
    "equality": {"filter": {"column": "address", "operator": "equals", "value": "street 4711"}},
    "deep cursor": BY_PRICE,
    "count, capped": {"count": True, "limit": 1},
    "grouped counts": {"group_by": [{"column": "status"}]},
}

# What the large list's page is held against: the same rows of a table with a B-tree for the purpose.
TYPED: Mapping[str, LiteralString] = {
    "first page": "order by id",
    "sorted page": "order by price desc nulls last, id desc",
    "sorted page, text": "order by address, id",
    "filtered + sorted": "and status = 'won' order by price desc nulls last, id desc",
    "range + other sort": "and price between 500000 and 500500 order by listed, id",
    "equality": "and address = 'Street 4711' order by id",
    "deep cursor": "and (price, id) < (500000, 'ffffffff-ffff-ffff-ffff-ffffffffffff') "
    "order by price desc, id desc",
}
_TYPED_PAGE = "select json_agg(p) from (select * from bench.homes where deleted_at is null {} limit 100) as p"


# What the targets of one table are set for.
PAGES = ("first page",)
INDEXED = ("sorted page", "sorted page, text", "filtered + sorted", "range + other sort", "equality")


_ASK: LiteralString = "select public.query_items(%s, %s::jsonb)::text"
_EXPLAIN: tuple[LiteralString, ...] = (
    "load 'auto_explain'",
    "set auto_explain.log_min_duration = 0",
    "set auto_explain.log_nested_statements = on",
    "set auto_explain.log_analyze = on",
    "set auto_explain.log_buffers = on",
    "set auto_explain.log_timing = off",
    "set client_min_messages = log",
)


def plans(world: World) -> dict[str, str]:
    """Plan and buffers of each query on the large list, as auto_explain sees them inside query_items."""
    bench = Bench(world)
    return {name: bench.plan(name) for name in QUERIES}


def measure(world: World) -> Iterator[Ratio]:
    """Large ÷ small for every query, and ÷ the typed table where there is such a statement."""
    bench = Bench(world)
    for name, query in QUERIES.items():
        yield from bench.ratios(name, query)


class Bench:
    """A signed-in person's session over the lists."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._connection = world.person()
        self._rounds = world.size.rounds
        self._lists = world.lists

    def ratios(self, name: str, query: Query) -> Iterator[Ratio]:
        """Each with the buffers of the whole call in its note."""
        queries = {size: self._with_cursor(name, query, size) for size in (LARGE, SMALL)}
        times: dict[str, list[float]] = {"large": [], "small": [], "typed": [], "page": []}
        typed = TYPED.get(name)
        page = self._page(LARGE, queries[LARGE]) if typed else None
        for _ in range(self._rounds + WARM_UP):
            for size in (LARGE, SMALL):
                times[size].append(seconds(partial(self._ask, size, queries[size])))
            if typed and page:
                times["typed"].append(seconds(partial(self._typed, typed)))
                times["page"].append(seconds(partial(self._connection.execute, page)))
        buffers = {size: self._buffers(size, queries[size]) for size in (LARGE, SMALL)}
        for label, variant, reference, target in (
            (f"{name}: large ÷ small", LARGE, SMALL, 1.3 if name in PAGES else None),
            (f"{name}: whole call ÷ typed table", LARGE, "typed", None),
            (f"{name}: statement ÷ typed table", "page", "typed", 1.6 if name in INDEXED else None),
        ):
            if times[reference]:
                pairs = list(zip(times[variant], times[reference], strict=True))[WARM_UP:]
                note = f"{buffers[LARGE]} buffers, {buffers[SMALL]} of the small list"
                yield ratio_of(label, pairs, target=target, note=note)

    def plan(self, name: str) -> str:
        """The plan of the statement that reads the large list's items, with the buffers it touched."""
        told: list[str] = []
        with self._world.connect() as connection:
            connection.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
            for setting in _EXPLAIN:
                connection.execute(setting)
            self._world.sign_in(connection)
            query = json.dumps(self._with_cursor(name, QUERIES[name], LARGE))
            for _ in range(WARM_UP):
                told.clear()
                connection.execute(_ASK, [self._lists[LARGE], query])
        (*_, plan) = (text for text in told if "public.items as i where i.list_id = $1" in text)
        return plan[plan.index("\n", plan.index("$1")) + 1 :] if "\n" in plan else plan

    def _ask(self, size: str, query: Query) -> Any:
        return self._one(_ASK, [self._lists[size], json.dumps(query)])

    def _typed(self, clause: LiteralString) -> None:
        self._connection.execute(_TYPED_PAGE.format(clause))

    def _page(self, size: str, query: Query) -> bytes:
        """The statement of the page alone, as query_items runs it in its first branch."""
        statement = self._one(
            """
            with k as (
              select private.sort_keys(%(l)s, coalesce(%(q)s::jsonb -> 'sort', '[]'), '$.sort') as keys,
                case when %(q)s::jsonb ? 'filter' then
                  private.filter_sql(%(l)s, %(q)s::jsonb -> 'filter', '$', 'UTC') else 'true' end as condition
            ), d as (
              select k.*, private.decode_query_cursor(%(q)s::jsonb ->> 'cursor',
                private.query_digest(%(l)s, %(q)s::jsonb, k.keys), k.keys) as at from k
            )
            select replace(replace(private.page_sql(
              d.condition || ' and ' || (private.query_branches(d.keys, (d.at).place, down.down))[1], d.keys,
              case when d.keys[1].branch_conditions is null then d.keys else d.keys[2:] end,
              down.down, false, null
            ), '$1', quote_literal(%(l)s)), '$2', '100')
            from d, lateral (select coalesce(d.keys[cardinality(d.keys)].is_descending, false)) as down (down)
            """,
            {"l": self._lists[size], "q": json.dumps(query)},
        )
        return str(statement).encode()

    def _with_cursor(self, name: str, query: Query, size: str) -> Query:
        """Half way down the list, for the one that goes there."""
        if name != "deep cursor":
            return query
        cursor = self._one(
            """
            select private.encode_query_cursor(
              private.query_digest(%(l)s, %(q)s::jsonb,
                private.sort_keys(%(l)s, %(q)s::jsonb -> 'sort', '$.sort')), 'next',
              jsonb_build_array(0, 500000, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
            """,
            {"l": self._lists[size], "q": json.dumps(query)},
        )
        return {**query, "cursor": cursor}

    def _buffers(self, size: str, query: Query) -> int:
        plan = self._one(
            "explain (analyze, buffers, timing off, format json) select public.query_items(%s, %s::jsonb)",
            [self._lists[size], json.dumps(query)],
        )[0]["Plan"]
        return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])

    def _one(self, statement: LiteralString, parameters: Any) -> Any:
        (row,) = self._connection.execute(statement, parameters).fetchall()
        return row[0]
