"""What checking and recording cost a bulk write. Every round is rolled back.

The reference of a COPY is a table with the columns, defaults and indexes of public.items, and nothing else:
no triggers, foreign keys, row-level security or audit. What the one foreign key of items takes of it is a
line of its own.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import LiteralString

import psycopg

from bench.rounds import Ratio, ratio_of, seconds
from bench.world import World

_WARM_UP = 1
_MADE: tuple[LiteralString, ...] = (
    "create table bench.bare (like public.items including defaults including indexes)",
    "create table bench.linked (like public.items including defaults including indexes)",
    "alter table bench.linked add foreign key (workspace_id, list_id)"
    " references public.lists (workspace_id, id)",
)
_UNAUDITED: tuple[LiteralString, ...] = (
    "alter table public.items disable trigger _900_audit_insert",
    "alter table public.items disable trigger _900_audit_update",
)
_UPDATE: LiteralString = "update public.items set values = values || '{\"rooms\": 3}' where list_id = %s"


def measure(world: World) -> Iterator[Ratio]:
    """COPY bare, with its foreign key, checked, and audited; then an update with and without audit."""
    owner = world.connect()
    for statement in _MADE:
        owner.execute(statement)
    rows = _rows(owner, world.lists["medium"], world.lists["written"])
    times = _rounds(
        owner,
        world.size.slow_rounds,
        {
            "bare": partial(_copy, owner, "bench.bare", rows),
            "linked": partial(_copy, owner, "bench.linked", rows),
            "checked": lambda: (_run(owner, _UNAUDITED), _copy(owner, "public.items", rows)),
            "audited": partial(_copy, owner, "public.items", rows),
        },
    )
    count = f"{world.size.medium:,} rows"
    note = "bare: the same indexes, nothing else"
    for name, variant, reference, target in (
        (f"COPY of {count} + validation ÷ bare COPY", "checked", "bare", 1.5),
        (f"COPY of {count} + validation + audit ÷ bare COPY", "audited", "bare", 1.7),
        ("… of it the foreign key: COPY with it ÷ bare COPY", "linked", "bare", None),
        ("… COPY + validation ÷ COPY with the foreign key", "checked", "linked", None),
    ):
        yield ratio_of(
            name, list(zip(times[variant], times[reference], strict=True)), target=target, note=note
        )
    update = _rounds(
        owner,
        world.size.slow_rounds,
        {
            "audited": lambda: owner.execute(_UPDATE, [world.lists["medium"]]),
            "plain": lambda: (_run(owner, _UNAUDITED), owner.execute(_UPDATE, [world.lists["medium"]])),
        },
    )
    yield ratio_of(
        f"update of {count} with audit diff ÷ without",
        list(zip(update["audited"], update["plain"], strict=True)),
        target=2.5,
    )


def _rounds(
    owner: psycopg.Connection, rounds: int, works: dict[str, Callable[[], object]]
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds + _WARM_UP):
        for name, work in works.items():
            owner.execute("checkpoint")
            with owner.transaction(force_rollback=True):
                times[name].append(seconds(work))
    owner.execute("vacuum public.items")
    return {name: values[_WARM_UP:] for name, values in times.items()}


def _run(owner: psycopg.Connection, statements: tuple[LiteralString, ...]) -> None:
    for statement in statements:
        owner.execute(statement)


def _rows(owner: psycopg.Connection, source: str, target: str) -> bytes:
    """Items of one list as COPY sends them to another."""
    query = """
      copy (
        select i.workspace_id, %s::uuid, i.values from public.items as i where i.list_id = %s order by i.id
      ) to stdout
    """
    with owner.cursor().copy(query, [target, source]) as copy:
        return b"".join(copy)


def _copy(owner: psycopg.Connection, table: LiteralString, rows: bytes) -> None:
    with owner.cursor().copy(f"copy {table} (workspace_id, list_id, values) from stdin") as copy:
        for start in range(0, len(rows), 1 << 17):
            copy.write(rows[start : start + (1 << 17)])
