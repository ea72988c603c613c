create function private.check_export_request(target text, list_id uuid, view_id uuid, workspace_id uuid, item_ids jsonb, query jsonb)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if num_nonnulls(list_id, view_id, workspace_id) <> 1 then
    perform private.refuse_export('list_id', 'say what to export: one of list_id, view_id and workspace_id');
  elsif item_ids is not null and list_id is null then
    perform private.refuse_export('item_ids', 'goes with the list_id of the items');
  elsif target is not null and target not in ('contacts', 'deals', 'tasks') then
    perform private.refuse_export('target', 'must be contacts, deals or tasks; without it lists are exported');
  elsif target is not null and workspace_id is null then
    perform private.refuse_export('target', 'goes with the workspace_id of the ' || target);
  elsif target is null and workspace_id is not null and query <> '{}' then
    perform private.refuse_export('query', 'goes with a list, a view or a target; a workspace is exported whole');
  end if;
end
$$;
comment on function private.check_export_request(text, uuid, uuid, uuid, jsonb, jsonb) is 'Refuses a request that does not name one thing to export: export_invalid.';
revoke execute on function private.check_export_request(text, uuid, uuid, uuid, jsonb, jsonb) from public;
grant execute on function private.check_export_request(text, uuid, uuid, uuid, jsonb, jsonb) to authenticated, service_role;
