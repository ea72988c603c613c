create function private.report_import_revert(revert_id uuid, items_done bigint, items_total bigint)
  returns boolean
  language plpgsql
  volatile
  security definer  -- the worker may not write reverts
  set search_path = ''
as $$
begin
  update public.import_reverts as r
  set state = 'running', items_done = report_import_revert.items_done, items_total = report_import_revert.items_total
  where r.id = revert_id and r.state in ('queued', 'running');
  return found;
end
$$;
comment on function private.report_import_revert(uuid, bigint, bigint) is
  'For the worker, on a connection of its own, so that others see how far it is. False: cancelled, stop.';
revoke execute on function private.report_import_revert(uuid, bigint, bigint) from public;
grant execute on function private.report_import_revert(uuid, bigint, bigint) to worker;
