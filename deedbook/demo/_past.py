"""Writes deals with their past into a workspace, as the owner of the database.

What happened before today cannot be done through the doors, which write down when something is done.
"""

from collections.abc import Mapping
from typing import Final, LiteralString

import msgspec
import psycopg
from psycopg import sql

from deedbook.demo._deals import Crm, Row

_CLAIMS: Final[LiteralString] = (
    "select set_config('request.jwt.claims', %s, true), set_config('deedbook.change_id', '', true)"
)
_CONTACTS: Final[LiteralString] = """
  insert into public.contacts
    (id, workspace_id, owner_id, name, email, phone, company, job_title, tags, created_by, updated_by,
    created_at)
  select r.id, %(workspace)s, r.owner, r.name, r.email, r.phone, r.company, r.job_title, coalesce(r.tags,
    '{}'),
    r.owner, r.owner, r.created_at
  from jsonb_to_recordset(%(rows)s) as r (id uuid, owner uuid, name text, email text, phone text,
    company text,
    job_title text, tags text[], created_at timestamptz)
"""
_DEALS: Final[LiteralString] = """
  insert into public.deals (id, workspace_id, contact_id, owner_id, title, source, amount, currency,
    status, stage,
    expected_close_date, closed_at, lost_reason, created_by, updated_by, created_at)
  select r.id, %(workspace)s, r.contact_id, r.owner, r.title, r.source, r.amount, r.currency, r.status,
    r.stage,
    r.expected_close_date, r.closed_at, r.lost_reason, r.owner, r.owner, r.created_at
  from jsonb_to_recordset(%(rows)s) as r (id uuid, contact_id uuid, owner uuid, title text, source text,
    amount numeric, currency text, status text, stage text, expected_close_date date, closed_at timestamptz,
    lost_reason text, created_at timestamptz)
"""
_SINCE: Final[LiteralString] = """
  update public.deals as d set stage_changed_at = r.stage_changed_at
  from jsonb_to_recordset(%(rows)s) as r (id uuid, stage_changed_at timestamptz)
  where d.id = r.id and d.workspace_id = %(workspace)s
"""
_TASKS: Final[LiteralString] = """
  insert into public.tasks (id, workspace_id, deal_id, assignee_id, title, due_date, is_done, created_by,
    updated_by,
    created_at)
  select r.id, %(workspace)s, r.deal_id, r.owner, r.title, r.due_date, r.is_done, r.owner, r.owner,
    r.created_at
  from jsonb_to_recordset(%(rows)s) as r (id uuid, deal_id uuid, owner uuid, title text, due_date date,
    is_done boolean, created_at timestamptz)
"""
_DONE: Final[LiteralString] = """
  update public.tasks as t set done_at = r.done_at, done_by = r.owner
  from jsonb_to_recordset(%(rows)s) as r (id uuid, owner uuid, done_at timestamptz)
  where t.id = r.id and t.workspace_id = %(workspace)s and r.done_at is not null
"""
_FORGET: Final[LiteralString] = "delete from public.activities where workspace_id = %(workspace)s"
_ACTIVITIES: Final[LiteralString] = """
  insert into public.activities (id, workspace_id, deal_id, author_id, type, payload, body, updated_by,
    created_at)
  select r.id, %(workspace)s, r.deal_id, r.owner, r.type, r.payload || case r.type
      when 'deal_created' then jsonb_build_object('pipeline_id', d.pipeline_id, 'owner_id', r.owner)
      when 'stage_changed' then jsonb_build_object('from_pipeline_id', d.pipeline_id, 'to_pipeline_id',
    d.pipeline_id)
      else '{}' end, r.body, r.owner, r.created_at
  from jsonb_to_recordset(%(rows)s) as r (id uuid, deal_id uuid, owner uuid, type text, payload jsonb,
    body text,
    created_at timestamptz)
  join public.deals as d on d.id = r.deal_id and d.workspace_id = %(workspace)s
"""
_LINKS: Final[LiteralString] = """
  insert into public.deal_items (workspace_id, deal_id, item_id)
  select %(workspace)s, r.deal_id, r.item_id from jsonb_to_recordset(%(rows)s) as r (deal_id uuid,
    item_id uuid)
"""
_COUNT: Final[LiteralString] = (
    "select private.rebuild_deal_stages(%(workspace)s), private.rebuild_deal_stats(%(workspace)s)"
)
# A task is not made overdue: it becomes so. Here it has been for a while.
_RULES: Final[LiteralString] = """
  select tgname, tgenabled from pg_catalog.pg_trigger
  where tgrelid = 'public.tasks'::regclass and tgfoid = 'private.tg_tasks__rules'::regproc
"""


def write(
    owner: psycopg.Connection,
    workspace: str,
    crm: Crm,
    ids: Mapping[str, str | None],
    items: list[str],
    as_: str | None,
) -> None:
    """Writes it in the transaction of the connection. `items` are what the subjects of deals are,
    by place."""
    owner.execute(_CLAIMS, [msgspec.json.encode({"sub": as_, "role": "authenticated"}).decode()])

    def run(statement: LiteralString, rows: list[Row]) -> None:
        known = [row | {"owner": ids[row["owner"]]} if "owner" in row else row for row in rows]
        owner.execute(statement, {"workspace": workspace, "rows": msgspec.json.encode(known).decode()})

    run(_CONTACTS, crm.contacts)
    run(_DEALS, crm.deals)
    run(_SINCE, crm.deals)
    _set_rules(owner, enabled=False)
    run(_TASKS, crm.tasks)
    run(_DONE, crm.tasks)
    _set_rules(owner, enabled=True)
    run(_FORGET, [])
    run(_ACTIVITIES, crm.activities)
    if items:
        run(_LINKS, [{"deal_id": deal["id"], "item_id": items[deal["subject"]]} for deal in crm.deals])
    run(_COUNT, [])


def _set_rules(owner: psycopg.Connection, *, enabled: bool) -> None:
    """Only for this transaction: if it fails, the trigger was never off."""
    for name, _ in owner.execute(_RULES).fetchall():
        # As sql/triggers has it: on in every session.
        verb = sql.SQL("enable always" if enabled else "disable")
        owner.execute(sql.SQL("alter table public.tasks {} trigger {}").format(verb, sql.Identifier(name)))
