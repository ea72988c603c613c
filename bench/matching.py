"""What it costs to find what fits a request: to a typed table, and of a large list to a small one."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, LiteralString

from bench.rounds import Ratio, interleave
from bench.world import World

_WORKSPACE = "0197a3c4-0000-7000-8000-00000000000a"
_CRITERIA = [
    {"kind": "range", "offer": "price", "request": "budget", "weight": 3, "tolerance": 0.1},
    {"kind": "range", "offer": "rooms", "request": "rooms", "weight": 2, "tolerance": 0.25},
    {"kind": "one_of", "offer": "zip", "request": "places", "weight": 3},
]
# A request that few fit, so that those that come close are scored too; and one that thousands fit.
_REQUESTS: Mapping[str, dict[str, Any]] = {
    "few fit": {
        "budget": {"min": 300_000, "max": 320_000},
        "rooms": {"min": 2, "max": 4},
        "places": ", ".join(str(number) for number in range(10_100, 10_110)),
    },
    "many fit": {"budget": {"max": 700_000}, "rooms": {"min": 3}},
}
_SET_UP: LiteralString = """
  insert into public.lists (workspace_id, name) values (%(workspace)s, 'wanted');
  insert into public.list_columns (list_id, key, name, type)
  select l.id, c.key, c.key, c.type
  from public.lists as l, (values ('budget', 'number_range'), ('rooms', 'number_range'), ('places', 'text'))
    as c (key, type)
  where l.name = 'wanted';
  insert into public.matchings (workspace_id, name, offer_list_id, request_list_id, criteria)
  select o.workspace_id, o.name, o.id, w.id, %(criteria)s from public.lists as o, public.lists as w
  where o.name in ('medium', 'small') and w.name = 'wanted';
  create table bench.offers as
  select i.id, i.workspace_id, (i.values ->> 'price')::float8 as price,
    (i.values ->> 'rooms')::float8 as rooms,
    (i.values ->> 'zip') collate "C" as zip
  from public.items as i join public.lists as l on l.id = i.list_id where l.name = 'medium' order by i.id;
  alter table bench.offers add primary key (id);
  create index on bench.offers (price, id);
  create index on bench.offers (rooms, id);
  create index on bench.offers (zip, id);
  alter table bench.offers enable row level security;
  create policy select_member on bench.offers for select to authenticated
    using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
  grant select on bench.offers to authenticated;
  analyze bench.offers;
"""
_FILL: LiteralString = "select private.fill_slots(%s, %s::jsonb, 20000)::text"
_FIND: LiteralString = (
    "select public.find_matches(%s, (select id from public.matchings where name = %s))::text"
)
# The same questions of the typed table: what fits in all first, then the others by score.
_TYPED: Mapping[str, LiteralString] = {
    "few fit": """
      select json_agg(m) from (
        select o.id, (3 * case when price between 300000 and 320000 then 1 when price < 300000
            then 1 - (300000 - price) / 30000 else 1 - (price - 320000) / 32000 end
          + 2 * case when rooms between 2 and 4 then 1 when rooms < 2 then 1 - (2 - rooms) / 0.5
            else 1 - (rooms - 4) end + 3) / 8 as score
        from bench.offers as o
        where price between 270000 and 352000 and rooms between 1.5 and 5
          and zip = any ('{10100,10101,10102,10103,10104,10105,10106,10107,10108,10109}')
        order by score desc, o.id desc limit 26) as m
    """,
    "many fit": """
      select json_agg(m) from (
        select o.id, 1 as score from bench.offers as o where price <= 700000 and rooms >= 3
        order by o.id desc limit 26) as m
    """,
}


def measure(world: World) -> Iterator[Ratio]:
    """Each request: the list of 100,000 to a typed table, and to the list of 10,000."""
    _set_up(world)
    person = world.person()
    for name, request in _REQUESTS.items():
        item = world.one(
            "insert into public.items (list_id, values) select id, %s::jsonb from public.lists"
            " where name = 'wanted' returning id::text",
            json.dumps(request),
        )
        find = {
            size: partial(person.execute, _FIND, [item, size], prepare=False) for size in ("medium", "small")
        }
        yield interleave(
            f"matches, {name}: whole call ÷ typed table",
            find["medium"],
            partial(person.execute, _TYPED[name]),
            rounds=world.size.rounds,
            note=f"{world.size.medium:,} offers",
        )
        yield interleave(
            f"matches, {name}: large ÷ small",
            find["medium"],
            find["small"],
            rounds=world.size.rounds,
            note=f"{world.size.medium:,} to {world.size.small:,} offers",
        )


def _set_up(world: World) -> None:
    if world.one("select count(*) from public.lists where name = 'wanted'"):
        return
    for statement in (
        _SET_UP % {"workspace": f"'{_WORKSPACE}'", "criteria": f"'{json.dumps(_CRITERIA)}'"}
    ).split(";\n"):
        if statement.strip():
            world.owner.execute(statement.encode())
    for size in ("medium", "small"):
        progress = None
        while progress := world.one(_FILL, world.lists[size], progress):
            pass
    world.owner.execute("vacuum analyze public.items")
