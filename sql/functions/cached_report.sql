create function private.cached_report(workspace_id uuid, report text, parameters jsonb, max_age integer)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- one answer for all members, kept where nobody else may write
  set search_path = ''
as $$
declare
  v_ttl constant integer := private.analytics_ttl();
  v_body jsonb;
  v_at timestamptz;
begin
  -- Before anything else, each time: a cache must not tell what its reader may not ask.
  perform private.check_capability(workspace_id, 'crm.read');
  if coalesce(max_age, v_ttl) not between 0 and v_ttl then
    raise exception 'max_age is 0 to % seconds, not %', v_ttl, max_age using errcode = 'check_violation', constraint = 'report_out_of_range';
  end if;
  select c.body, c.computed_at into v_body, v_at from private.analytics_cache as c
  where c.workspace_id = cached_report.workspace_id and c.report = cached_report.report and c.parameters = cached_report.parameters
    and c.computed_at > clock_timestamp() - make_interval(secs => coalesce(max_age, v_ttl));
  if v_body is null then
    v_at := clock_timestamp();
    v_body := case cached_report.report
      when 'summary' then private.report_summary(workspace_id, parameters)
      when 'funnel' then private.report_funnel(workspace_id, parameters)
      when 'won' then private.report_won(workspace_id, parameters)
      when 'forecast' then private.report_forecast(workspace_id, parameters) end;
    perform private.keep_report(workspace_id, report, parameters, v_body, v_at);
  end if;
  return v_body || jsonb_build_object('workspace_id', workspace_id, 'computed_at', v_at, 'ttl_seconds', v_ttl,
    'age_seconds', greatest(0, round(extract(epoch from clock_timestamp() - v_at), 3)));
end
$$;
comment on function private.cached_report(uuid, text, jsonb, integer) is
  'A report, at most max_age seconds old (60 unless said otherwise), with when it was computed. For members, who all see all deals of their workspace.';
revoke execute on function private.cached_report(uuid, text, jsonb, integer) from public;
grant execute on function private.cached_report(uuid, text, jsonb, integer) to authenticated, service_role;
