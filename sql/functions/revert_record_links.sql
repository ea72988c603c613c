create function private.revert_record_links(workspace_id uuid, kind text)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_gone bigint;
  v_back bigint;
begin
  -- Links of new records go to the trash with them.
  execute format('delete from public.%1$I as k using pg_temp.import_writes as w where w.table_name = %1$L and w.action = ''insert'' and k.id = w.row_id and k.workspace_id = $1 '
    'and not exists (select from pg_temp.import_writes as n where n.table_name = %3$L and n.action = ''insert'' and n.row_id = k.%2$I)',
    kind || '_items', kind || '_id', kind || 's') using workspace_id;
  get diagnostics v_gone = row_count;
  -- The first element of each pair is what the link was.
  execute format('insert into public.%1$I (workspace_id, %2$I, item_id) select $1, r.id, i.id from pg_temp.import_writes as w '
    'join public.%3$I as r on r.id = (w.diff #>> ''{%2$s,0}'')::uuid and r.workspace_id = $1 and r.deleted_at is null '
    'join public.items as i on i.id = (w.diff #>> ''{item_id,0}'')::uuid and i.workspace_id = $1 and i.deleted_at is null '
    'where w.table_name = %1$L and w.action = ''delete'' order by r.id, i.id on conflict do nothing', kind || '_items', kind || '_id', kind || 's') using workspace_id;
  get diagnostics v_back = row_count;
  return v_gone + v_back;
end
$$;
comment on function private.revert_record_links(uuid, text) is
  'Run as the person who asked, under row-level security: links to items that the import gave to contacts or deals that were there go, and those that it took come back. Returns how many.';
revoke execute on function private.revert_record_links(uuid, text) from public;
grant execute on function private.revert_record_links(uuid, text) to authenticated;
