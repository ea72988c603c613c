create function public.cancel_bulk_change(bulk_change_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- bulk changes have no direct grants
  set search_path = ''
as $$
declare
  v_change public.bulk_changes := (select b from public.bulk_changes as b where b.id = bulk_change_id);
begin
  if v_change.id is null or not private.is_trusted() and private.member_role(v_change.workspace_id, auth.uid()) is null then
    raise exception 'There is no such bulk change' using errcode = 'no_data_found', constraint = 'bulk_change_not_found';
  end if;
  perform private.check_capability(v_change.workspace_id,
    case when v_change.created_by = auth.uid() then 'items.write' else 'bulk.write' end);
  -- Waits for the batch that is going on: what it did stays and is counted.
  update public.bulk_changes as b set state = 'cancelled', finished_at = now()
  where b.id = v_change.id and b.workspace_id = v_change.workspace_id and b.state in ('queued', 'running')
  returning b.* into v_change;
  if not found then
    raise exception 'The bulk change has ended already' using errcode = 'restrict_violation', constraint = 'bulk_change_is_over';
  end if;
  return private.bulk_change_json(v_change);
end
$$;
comment on function public.cancel_bulk_change(uuid) is
  'Stops a bulk change between two batches; what was changed stays, and is one change of the audit log. One''s own, or anybody''s with bulk.write.';
revoke execute on function public.cancel_bulk_change(uuid) from public;
grant execute on function public.cancel_bulk_change(uuid) to authenticated;
