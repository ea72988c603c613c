create function private.deal_facts(deal public.deals, time_zone text)
  returns table (kind text, stage text, label text, owner_id uuid, day date)
  language sql
  stable
  set search_path = ''
as $$
  select f.kind, f.stage, f.label, coalesce(f.owner_id, '00000000-0000-0000-0000-000000000000'), f.day
  from (values
    ('state', deal.stage, deal.status, null::uuid, '-infinity'::date, true),
    ('created', '', '', null, (deal.created_at at time zone time_zone)::date, true),
    ('closed', '', deal.status, deal.owner_id, date_trunc('month', deal.closed_at at time zone time_zone)::date, deal.closed_at is not null),
    ('open', deal.stage, '', null, coalesce(date_trunc('month', deal.expected_close_date)::date, 'infinity'), deal.closed_at is null)
  ) as f (kind, stage, label, owner_id, day, is_one)
  where f.is_one and deal.deleted_at is null
$$;
comment on function private.deal_facts(public.deals, text) is
  'Under which entries of private.deal_stats a deal is counted; under none while it is in the trash.';
revoke execute on function private.deal_facts(public.deals, text) from public;
