"""What row-level security costs, and what it costs that other workspaces and lists are there."""

import random
from collections.abc import Callable, Iterator
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from bench.rounds import Ratio, interleave, ratio_of
from bench.world import LONELY, World, one

_PAGE: LiteralString = """
  select i.id, i.values, i.version, i.updated_at from public.items as i
  where i.list_id = %s and i.id > %s and i.deleted_at is null order by i.id limit 100
"""
_ROW: LiteralString = "select i.id, i.values, i.version from public.items as i where i.id = %s"
_SUM: LiteralString = (
    "select sum((i.values ->> 'price')::numeric) from public.items as i where i.list_id = %s"
)
_CALLS = 20


def measure(world: World) -> Iterator[Ratio]:
    """Page, row and sum with and without, then planning."""
    owner = world.connect()
    ids: list[UUID] = [
        row[0]
        for row in owner.execute(
            "select id from public.items where list_id = %s order by hashtext(id::text) limit 1000",
            [world.lists["large"]],
        ).fetchall()
    ]
    for name, label, row_target in (("three", "3 workspaces", 1.35), ("thousand", "1,000 workspaces", None)):
        person = world.person(name)
        yield interleave(
            f"page of 100 under RLS ÷ without, {label}",
            _at_random(person, _PAGE, ids, world.lists["large"]),
            _at_random(owner, _PAGE, ids, world.lists["large"]),
            rounds=world.size.rounds, repeat=_CALLS, target=1.10,
        )  # fmt: skip
        yield interleave(
            f"one row under RLS ÷ without, {label}",
            _at_random(person, _ROW, ids),
            _at_random(owner, _ROW, ids),
            rounds=world.size.rounds, repeat=5 * _CALLS, target=row_target,
        )  # fmt: skip
    person = world.person()
    medium = world.lists["medium"]
    yield interleave(
        f"sum over {world.size.medium:,} under RLS ÷ without",
        lambda: one(person, _SUM, medium),
        lambda: one(owner, _SUM, medium),
        rounds=world.size.rounds, target=1.10,
    )  # fmt: skip
    yield _planning(world)


def _at_random(
    connection: psycopg.Connection, query: LiteralString, ids: list[UUID], *before: str
) -> Callable[[], Any]:
    choice = random.Random(1)  # noqa: S311  # the same ids for both
    return lambda: connection.execute(query, [*before, choice.choice(ids)]).fetchall()


def _planning(world: World) -> Ratio:
    """The planner's own time for a page, as EXPLAIN tells it."""
    many, few = world.person(), world.person(database=LONELY)
    lonely = one(few, "select id::text from public.lists where name = 'small'")
    first = UUID(int=0)

    def planned(connection: psycopg.Connection, list_id: str) -> float:
        plan = connection.execute("explain (summary, format json) " + _PAGE, [list_id, first]).fetchall()[0][
            0
        ]
        return float(plan[0]["Planning Time"]) / 1000

    pairs = [
        (planned(many, world.lists["small"]), planned(few, lonely)) for _ in range(world.size.rounds * _CALLS)
    ]
    return ratio_of(
        f"planning a page with {world.size.others + 4:,} lists ÷ with 4", pairs[_CALLS:], target=1.10
    )
