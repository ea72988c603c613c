"""What a report costs, computed and not kept: of a million deals to ten thousand."""

from collections.abc import Iterator
from functools import partial
from typing import LiteralString

from bench.rounds import Ratio, interleave
from bench.world import World

_DEALS: LiteralString = """
  insert into public.deals (workspace_id, pipeline_id, owner_id, title, amount, currency, status, stage,
    expected_close_date, closed_at)
  select p.workspace_id, p.id, o.id, 'Deal ' || n, 100 + n %% 5000, (array['USD', 'EUR'])[1 + n %% 2],
    s.status, case when s.is_closed then 'closed' else
      (array['qualification', 'proposal', 'negotiation'])[1 + n %% 3] end,
    current_date + n %% 300, case when s.is_closed then now() - make_interval(days => n %% 700) end
  from public.pipelines as p
  cross join generate_series(1, %s) as n
  cross join lateral (
    select (array['new', 'in_progress', 'won', 'lost'])[1 + n %% 4] as status, n %% 4 > 1 as is_closed
  ) as s
  cross join (select id from bench.people where name = 'three') as o
  where p.workspace_id = %s and p.is_default
"""
_STAGES: LiteralString = """
  insert into private.deal_stages
    (workspace_id, deal_id, pipeline_id, stage, entered_at, left_at, seconds, stays, exit)
  select d.workspace_id, d.id, d.pipeline_id, s.stage, d.created_at, now(), 86400, 1, 'forward'
  from public.deals as d cross join (values ('qualification'), ('proposal')) as s (stage)
  where d.workspace_id = %s
"""
_REPORTS: dict[str, LiteralString] = {
    "summary": "select public.get_deal_summary(%s, max_age => 0)::text",
    "funnel": "select public.get_deal_funnel(%s, max_age => 0)::text",
    "won": "select public.get_deals_won(%s, max_age => 0)::text",
    "forecast": "select public.get_deal_forecast(%s, max_age => 0)::text",
}


def measure(world: World) -> Iterator[Ratio]:
    """Each report over many deals and over few."""
    large, small = (
        world.one("select id::text from bench.workspaces where n = %s", number) for number in (1, 2)
    )
    world.owner.execute("alter table public.deals disable trigger user")
    world.owner.execute("alter table private.deal_stages disable trigger user")
    for workspace, deals in ((large, world.size.large), (small, world.size.small)):
        world.owner.execute(_DEALS, [deals, workspace])
        world.owner.execute(_STAGES, [workspace])
        world.owner.execute("select private.rebuild_deal_stats(%s)", [workspace])
    world.owner.execute("alter table public.deals enable trigger user")
    world.owner.execute("alter table private.deal_stages enable trigger user")
    while world.one("select private.fold_deal_stats()"):
        pass
    world.owner.execute("vacuum analyze public.deals")
    person = world.person()
    for name, statement in _REPORTS.items():
        yield interleave(
            f"report {name}: large ÷ small",
            partial(person.execute, statement, [large]),
            partial(person.execute, statement, [small]),
            rounds=world.size.rounds,
            repeat=5,
            target=1.3,
            note=f"{world.size.large:,} to {world.size.small:,} deals",
        )
