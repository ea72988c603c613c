create function public.get_deals_won(workspace_id uuid, pipeline_id uuid default null, months integer default 12, max_age integer default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  if coalesce(months, 0) not between 1 and 120 then
    raise exception 'months is 1 to 120, not %', months using errcode = 'check_violation', constraint = 'report_out_of_range';
  end if;
  return private.cached_report(workspace_id, 'won', jsonb_build_object('pipeline_id', pipeline_id, 'months', months), max_age);
end
$$;
comment on function public.get_deals_won(uuid, uuid, integer, integer) is 'Won deals of the last months, by month and by owner.';
revoke execute on function public.get_deals_won(uuid, uuid, integer, integer) from public;
grant execute on function public.get_deals_won(uuid, uuid, integer, integer) to authenticated, service_role;
