"""What a query costs, as ratios: of a large list to a small one, and to a real typed table with B-trees.

    .venv/bin/python -m bench.query --url SUPERUSER_URL [--quick] [--rounds 9] [--json FILE]

A database of its own is made on that server and dropped again: a list of a million items and one of
10,000, both of twelve columns, six of them in slots; 10,000 other lists, because traps of the planner
depend on them; and a table that a programmer would have made of the same columns, under the same policy.
--quick makes a twentieth of it.

Variant and reference take turns within a round; the median of the rounds' ratios counts. Buffers do not
move with what else the machine does: read them first. "÷ typed" holds the whole call against the
statement over the typed table; "statement" holds the compiled statement alone against it.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, LiteralString

import msgspec
import psycopg
from psycopg import sql

from deedbook.deploy import deploy

NAME = "eng_bench_query"
LARGE, SMALL = "large", "small"
_DATA = Path(__file__).with_name("data.sql")
_CLAIMS = '{"sub": "0197a3c4-0000-7000-8000-000000000001", "role": "authenticated"}'

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


def main() -> None:
    """Prints the ratios, and writes them where --json says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", required=True, help="a superuser's URL of a server to use")
    parser.add_argument("--quick", action="store_true", help="50,000 items and 500 other lists")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    sizes = (50_000, 10_000, 500) if given.quick else (1_000_000, 10_000, 10_000)
    with _database(given.url) as url, psycopg.connect(url, autocommit=True) as connection:
        _fill(connection, *sizes)
        results = Bench(connection, given.rounds).run()
    if given.json:
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode(results)))


class Bench:
    """A signed-in person's session over the lists."""

    def __init__(self, connection: psycopg.Connection, rounds: int) -> None:
        self._connection = connection
        self._rounds = rounds
        found = connection.execute("select name, id::text from public.lists where name in ('large', 'small')")
        self._lists: dict[str, str] = dict(found.fetchall())
        connection.execute("select set_config('role', 'authenticated', false)")
        connection.execute("select set_config('request.jwt.claims', %s, false)", [_CLAIMS])

    def run(self) -> list[dict[str, Any]]:
        """One line per query."""
        print(
            f"{'query':<30}{'ms':>9}{'large ÷ small':>15}{'buffers':>9}{'÷ small':>9}"
            f"{'÷ typed':>9}{'statement':>11}"
        )
        return [self._line(name, query) for name, query in QUERIES.items()]

    def _line(self, name: str, query: Query) -> dict[str, Any]:
        queries = {size: self._with_cursor(name, query, size) for size in (LARGE, SMALL)}
        times: dict[str, list[float]] = {"large": [], "small": [], "typed": [], "page": []}
        typed = TYPED.get(name)
        page = self._page(LARGE, queries[LARGE]) if typed else None
        for _ in range(self._rounds + 2):
            for size in (LARGE, SMALL):
                times[size].append(self._seconds(partial(self._ask, size, queries[size])))
            if typed and page:
                times["typed"].append(self._seconds(partial(self._typed, typed)))
                times["page"].append(self._seconds(partial(self._connection.execute, page)))
        for values in times.values():
            del values[:2]  # warm
        buffers = {size: self._buffers(size, queries[size]) for size in (LARGE, SMALL)}
        line = {
            "query": name,
            "milliseconds": statistics.median(times["large"]) * 1000,
            "large_to_small": _ratio(times["large"], times["small"]),
            "buffers": buffers[LARGE],
            "buffers_large_to_small": buffers[LARGE] / max(1, buffers[SMALL]),
            "whole_to_typed": _ratio(times["large"], times["typed"]) if typed else None,
            "statement_to_typed": _ratio(times["page"], times["typed"]) if typed else None,
        }
        last = "".join(
            f"{value:>{width}.2f}" if value is not None else " " * width
            for value, width in ((line["whole_to_typed"], 9), (line["statement_to_typed"], 11))
        )
        print(
            f"{name:<30}{line['milliseconds']:>9.1f}{line['large_to_small']:>15.2f}"
            f"{line['buffers']:>9}{line['buffers_large_to_small']:>9.2f}{last}",
            flush=True,
        )
        return line

    def _ask(self, size: str, query: Query) -> Any:
        return self._one(
            "select public.query_items(%s, %s::jsonb)::text", [self._lists[size], json.dumps(query)]
        )

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
              case when d.keys[1].branch_conditions is null then d.keys else d.keys[2:] end, down.down, false
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

    @staticmethod
    def _seconds(work: Callable[[], Any]) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start


def _ratio(variant: list[float], reference: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(variant, reference, strict=True))


def _fill(connection: psycopg.Connection, large: int, small: int, others: int) -> None:
    started = time.perf_counter()
    for name, value in (("large", large), ("small", small), ("others", others)):
        connection.execute("select set_config(%s, %s, false)", [f"bench.{name}", str(value)])
    connection.execute(_DATA.read_bytes())
    connection.execute("vacuum analyze public.items")
    connection.execute("vacuum analyze bench.homes")
    connection.execute("analyze")
    print(
        f"{large:,} and {small:,} items, {others:,} other lists, "
        f"made in {time.perf_counter() - started:.0f} s"
    )


@contextmanager
def _database(url: str) -> Iterator[str]:
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
        own = url.rpartition("/")[0] + "/" + NAME
        try:
            deploy(own, report=lambda line: None)
            yield own
        finally:
            connection.execute(drop)


if __name__ == "__main__":
    main()
