create function private.keep_report(workspace_id uuid, report text, parameters jsonb, body jsonb, computed_at timestamptz)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  -- A transaction that wrote before it asks sees what is not committed, and one with an old snapshot sees what was.
  if pg_catalog.current_setting('transaction_read_only') = 'on' or pg_catalog.current_setting('transaction_isolation') <> 'read committed'
    or pg_catalog.pg_current_xact_id_if_assigned() is not null then
    return;
  end if;
  insert into private.analytics_cache as c (workspace_id, report, parameters, body, computed_at)
  values (keep_report.workspace_id, keep_report.report, keep_report.parameters, keep_report.body, keep_report.computed_at)
  on conflict on constraint analytics_cache_pkey do update set body = excluded.body, computed_at = excluded.computed_at
  where c.computed_at < excluded.computed_at;
end
$$;
comment on function private.keep_report(uuid, text, jsonb, jsonb, timestamptz) is
  'Keeps a report for those who ask next, unless the transaction might see something else than they would.';
revoke execute on function private.keep_report(uuid, text, jsonb, jsonb, timestamptz) from public;
