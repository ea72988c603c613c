create function private.tg_deals__timeline()
  returns trigger
  language plpgsql
  security definer  -- what is on the timeline is nobody's to write
  set search_path = ''
as $$
begin
  -- Without a workspace there is no timeline either: it is being deleted.
  if tg_op = 'INSERT' then
    insert into public.activities (workspace_id, deal_id, type, payload)
    select n.workspace_id, n.id, 'deal_created', jsonb_build_object('pipeline_id', n.pipeline_id, 'status', n.status, 'stage', n.stage,
      'amount', n.amount::text, 'currency', n.currency, 'owner_id', n.owner_id, 'closed_at', n.closed_at)
    from new_rows as n join public.workspaces as w on w.id = n.workspace_id;
    return null;
  end if;
  insert into public.activities (workspace_id, deal_id, type, payload)
  select n.workspace_id, n.id, c.type, c.payload
  from new_rows as n
  join old_rows as o on o.id = n.id and o.workspace_id = n.workspace_id
  join public.workspaces as w on w.id = n.workspace_id
  cross join lateral (values
    (1, n.status <> o.status, 'status_changed', jsonb_build_object('from', o.status, 'to', n.status, 'lost_reason', n.lost_reason)),
    (2, n.stage <> o.stage or n.pipeline_id <> o.pipeline_id, 'stage_changed', jsonb_build_object('from', o.stage, 'to', n.stage,
      'from_pipeline_id', o.pipeline_id, 'to_pipeline_id', n.pipeline_id, 'since', o.stage_changed_at)),
    (3, n.amount is distinct from o.amount or n.currency <> o.currency, 'amount_changed', jsonb_build_object('from', o.amount::text,
      'to', n.amount::text, 'from_currency', o.currency, 'to_currency', n.currency)),
    (4, n.owner_id is distinct from o.owner_id, 'owner_changed', jsonb_build_object('from', o.owner_id, 'to', n.owner_id)),
    (5, n.deleted_at is not null and o.deleted_at is null, 'deal_trashed', '{}'),
    (6, n.deleted_at is null and o.deleted_at is not null, 'deal_restored', '{}')
  ) as c (n, is_so, type, payload)
  where c.is_so
  order by n.id, c.n;
  return null;
end
$$;
comment on function private.tg_deals__timeline() is 'Puts what happens to a deal on its timeline, in the name of whoever does it.';
revoke execute on function private.tg_deals__timeline() from public;
