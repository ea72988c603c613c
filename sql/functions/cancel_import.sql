create function public.cancel_import(import_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- imports have no direct grants
  set search_path = ''
as $$
declare
  v_import public.imports;
begin
  select i.* into v_import from public.imports as i where i.id = cancel_import.import_id;
  if v_import.id is null or not private.is_trusted() and private.member_role(v_import.workspace_id, auth.uid()) is null then
    raise exception 'There is no such import' using errcode = 'no_data_found', constraint = 'import_not_found';
  end if;
  perform private.check_capability(v_import.workspace_id,
    case when v_import.created_by = auth.uid() then 'imports.write' else 'lists.write' end);
  -- The worker ends its transaction only if this row still says running: one of the two wins.
  update public.imports as i set status = 'cancelled', phase = 'cancelled', finished_at = now()
  where i.id = v_import.id and i.workspace_id = v_import.workspace_id and i.status in ('inspected', 'queued', 'running');
  if not found then
    update public.import_reverts as r set state = 'cancelled', finished_at = now()
    where r.import_id = cancel_import.import_id and r.workspace_id = v_import.workspace_id and r.state in ('queued', 'running');
  end if;
  if not found then
    raise exception 'The import has ended already' using errcode = 'restrict_violation', constraint = 'import_is_over';
  end if;
  return private.import_json((select i from public.imports as i where i.id = v_import.id and i.workspace_id = v_import.workspace_id));
end
$$;
comment on function public.cancel_import(uuid) is
  'Stops an import that has not ended, or the revert of one; nothing of it stays. One''s own, or anybody''s with lists.write.';
revoke execute on function public.cancel_import(uuid) from public;
grant execute on function public.cancel_import(uuid) to authenticated;
