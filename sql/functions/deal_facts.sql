create function private.deal_facts(
  stage text, status text, owner_id uuid, created_at timestamptz, closed_at timestamptz, expected_close_date date, deleted_at timestamptz, time_zone text
)
  returns table (kind text, fact_stage text, label text, fact_owner_id uuid, day date)
  language sql
  stable
  set search_path = ''
as $$
  select f.kind, f.stage, f.label, coalesce(f.owner_id, '00000000-0000-0000-0000-000000000000'), f.day
  from (values
    ('state', deal_facts.stage, deal_facts.status, null::uuid, '-infinity'::date, true),
    ('created', '', '', null, (deal_facts.created_at at time zone time_zone)::date, true),
    ('closed', '', deal_facts.status, deal_facts.owner_id, date_trunc('month', deal_facts.closed_at at time zone time_zone)::date, deal_facts.closed_at is not null),
    ('open', deal_facts.stage, '', null, coalesce(date_trunc('month', deal_facts.expected_close_date)::date, 'infinity'), deal_facts.closed_at is null)
  ) as f (kind, stage, label, owner_id, day, is_one)
  where f.is_one and deal_facts.deleted_at is null
$$;
comment on function private.deal_facts(text, text, uuid, timestamptz, timestamptz, date, timestamptz, text) is
  'Under which entries of private.deal_stats a deal is counted; under none while it is in the trash. Its columns one by one, because a row of a transition table is no public.deals.';
revoke execute on function private.deal_facts(text, text, uuid, timestamptz, timestamptz, date, timestamptz, text) from public;
