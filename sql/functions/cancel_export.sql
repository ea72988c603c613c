create function public.cancel_export(export_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- exports have no direct grants
  set search_path = ''
as $$
declare
  v_export public.exports;
begin
  -- As the policy: one's own, as long as one may export.
  select e.* into v_export from public.exports as e
  where e.id = cancel_export.export_id and e.created_by = auth.uid() and e.workspace_id = any (private.workspace_ids('exports.write'));
  if v_export.id is null then
    raise exception 'There is no such export' using errcode = 'no_data_found', constraint = 'export_not_found';
  end if;
  -- The worker ends an export only if this row still says running: one of the two wins.
  update public.exports as e set status = 'cancelled', finished_at = now()
  where e.id = v_export.id and e.workspace_id = v_export.workspace_id and e.status in ('queued', 'running')
  returning e.* into v_export;
  if not found then
    raise exception 'The export has ended already' using errcode = 'restrict_violation', constraint = 'export_is_over';
  end if;
  return private.export_json(v_export);
end
$$;
comment on function public.cancel_export(uuid) is 'Stops an export of one''s own that has not ended; nothing of its file stays.';
revoke execute on function public.cancel_export(uuid) from public;
grant execute on function public.cancel_export(uuid) to authenticated;
