create function private.write_records(action text, kind text, workspace_id uuid, rows jsonb)
  returns jsonb
  language sql
  volatile
  set search_path = ''
as $$
  select case action
    when 'create' then private.insert_records(kind, workspace_id, rows)
    when 'update' then private.update_records(kind, workspace_id, rows)
    else private.move_records(kind, workspace_id, rows, action)
  end
$$;
comment on function private.write_records(text, text, uuid, jsonb) is 'create, update, trash, restore or delete: contacts, deals or tasks, in one statement.';
revoke execute on function private.write_records(text, text, uuid, jsonb) from public;
grant execute on function private.write_records(text, text, uuid, jsonb) to authenticated, service_role;
