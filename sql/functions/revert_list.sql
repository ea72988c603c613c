create function private.revert_list(revert_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- deleting a list is for admins; one that is empty but for what the import made is its maker's to take back
  set search_path = ''
as $$
declare
  v_list public.lists;
  v_report jsonb := '{"lists_trashed": 0, "kept": []}';
begin
  for v_list in
    select l.* from private.find_import_writes(revert_id) as w
    join public.import_reverts as r on r.id = revert_id
    join public.lists as l on l.id = w.row_id and l.workspace_id = r.workspace_id and l.deleted_at is null
    where w.table_name = 'lists' and w.action = 'insert'
    for no key update of l
  loop
    if exists (select from public.items as i where i.list_id = v_list.id and i.workspace_id = v_list.workspace_id and i.deleted_at is null)
      or exists (select from public.views as v where v.list_id = v_list.id and v.workspace_id = v_list.workspace_id and v.deleted_at is null)
      or exists (select from public.list_columns as c where c.target_list_id = v_list.id and c.workspace_id = v_list.workspace_id and c.deleted_at is null) then
      v_report := jsonb_set(v_report, '{kept,-1}', jsonb_build_object('list_id', v_list.id,
        'reason', format('the list "%s" has items or views, or other lists are related to it', v_list.name)), true);
    else
      update public.lists as l set deleted_at = now() where l.id = v_list.id and l.workspace_id = v_list.workspace_id;
      v_report := v_report || '{"lists_trashed": 1}';
    end if;
  end loop;
  return v_report;
end
$$;
comment on function private.revert_list(uuid) is
  'For the worker: the list that the import made goes to the trash, when nothing is left in it and nothing else needs it. {lists_trashed, kept: [{list_id, reason}]}.';
revoke execute on function private.revert_list(uuid) from public;
grant execute on function private.revert_list(uuid) to worker;
