create function public.revert_import(import_id uuid, force boolean default false)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- imports have no direct grants
  set search_path = ''
as $$
declare
  v_import constant public.imports := private.lock_import(import_id, 'imports.revert');
  v_revert_id uuid;
begin
  if v_import.status not in ('done', 'reverted') or v_import.transaction_id is null then
    raise exception 'The import is %; only one that is done can be reverted', v_import.status
      using errcode = 'restrict_violation', constraint = 'import_not_revertible';
  end if;
  insert into public.import_reverts (workspace_id, import_id, is_forced, created_by, request_id)
  values (v_import.workspace_id, v_import.id, coalesce(force, false), auth.uid(), private.request_id())
  returning id into v_revert_id;
  perform private.defer_job('revert_import', jsonb_build_object('revert_id', v_revert_id), 'imports', 'revert ' || v_revert_id);
  return private.import_json(v_import);
end
$$;
comment on function public.revert_import(uuid, boolean) is
  'Queues the way back of a whole import: new items go to the trash, changed cells get their old values. What somebody has changed or linked since stays and is reported, unless force. One''s own with imports.write, others'' with imports.revert.';
revoke execute on function public.revert_import(uuid, boolean) from public;
grant execute on function public.revert_import(uuid, boolean) to authenticated;
