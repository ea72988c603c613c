create function private.move_records(kind text, workspace_id uuid, rows jsonb, action text)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_ids constant uuid[] := private.lock_records(kind, move_records.workspace_id, rows);
  v_rows jsonb;
begin
  if action = 'delete' then
    execute format('with gone as (delete from public.%1$I as t where t.id = any ($1) and t.workspace_id = $2 and t.deleted_at is not null returning t.id) '
      'select coalesce(jsonb_agg(g.id), ''[]'') from gone as g', kind || 's') into v_rows using v_ids, move_records.workspace_id;
    if jsonb_array_length(v_rows) < cardinality(v_ids) then
      raise exception 'Not in the trash: %', array_to_string(array(select unnest(v_ids) except select e.id::uuid from jsonb_array_elements_text(v_rows) as e (id) limit 10), ', ')
        using errcode = 'object_not_in_prerequisite_state', constraint = 'not_in_trash', hint = 'Nothing was deleted. Trash them first, or leave them out.';
    end if;
  else
    execute format('update public.%1$I as t set deleted_at = %2$s where t.id = any ($1) and t.workspace_id = $2 and (t.deleted_at is null) = %3$L',
      kind || 's', case action when 'trash' then 'now()' else 'null' end, action = 'trash') using v_ids, move_records.workspace_id;
    execute format('select jsonb_agg(private.%2$s_json(t) order by t.id) from public.%1$I as t where t.id = any ($1) and t.workspace_id = $2', kind || 's', kind)
      into v_rows using v_ids, move_records.workspace_id;
  end if;
  return v_rows;
end
$$;
comment on function private.move_records(text, uuid, jsonb, text) is
  'To the trash, back from it, or out of it for good: the contacts, deals or tasks of [{id, version}]; those that are there already stay; not_in_trash where one to delete is not.';
revoke execute on function private.move_records(text, uuid, jsonb, text) from public;
grant execute on function private.move_records(text, uuid, jsonb, text) to authenticated, service_role;
