create function public.get_deal_summary(workspace_id uuid, pipeline_id uuid default null, new_days integer default 30, max_age integer default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  if coalesce(new_days, 0) not between 1 and 366 then
    raise exception 'new_days is 1 to 366, not %', new_days using errcode = 'check_violation', constraint = 'report_out_of_range';
  end if;
  return private.cached_report(workspace_id, 'summary', jsonb_build_object('pipeline_id', pipeline_id, 'new_days', new_days), max_age);
end
$$;
comment on function public.get_deal_summary(uuid, uuid, integer, integer) is
  'How many deals there are and what they amount to, by status and currency; the average of won ones; what is new in the last days.';
revoke execute on function public.get_deal_summary(uuid, uuid, integer, integer) from public;
grant execute on function public.get_deal_summary(uuid, uuid, integer, integer) to authenticated, service_role;
