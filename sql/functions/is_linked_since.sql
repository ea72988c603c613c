create function private.is_linked_since(workspace_id uuid, item_id uuid)
  returns boolean
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return exists (
    select from (
      select k.id from public.links as k where k.item_id = is_linked_since.item_id and k.workspace_id = is_linked_since.workspace_id
      union all
      select k.id from public.links as k where k.target_item_id = is_linked_since.item_id and k.workspace_id = is_linked_since.workspace_id
    ) as k
    where not exists (select from pg_temp.import_writes as w where w.row_id = k.id and w.table_name = 'links' and w.action = 'insert')
  );
end
$$;
comment on function private.is_linked_since(uuid, uuid) is 'Whether an item has a link that the import which is being reverted did not make.';
revoke execute on function private.is_linked_since(uuid, uuid) from public;
grant execute on function private.is_linked_since(uuid, uuid) to authenticated;
