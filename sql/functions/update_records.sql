create function private.update_records(kind text, workspace_id uuid, rows jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_fields constant text[] := private.record_fields(kind, 'update');
  v_changed jsonb;
begin
  perform private.check_fields(case jsonb_typeof(e.r) when 'object' then e.r - '{id,version}'::text[] else e.r end, v_fields) from jsonb_array_elements(rows) as e (r);
  perform private.check_required(kind, 'update', e.r) from jsonb_array_elements(rows) as e (r);
  perform private.lock_records(kind, update_records.workspace_id, rows);
  execute format('with changed as (update public.%1$I as t set %2$s from jsonb_array_elements($2) with ordinality as e (r, n) '
    'join public.%1$I as o on o.id = (e.r ->> ''id'')::uuid and o.workspace_id = $1 '
    'cross join lateral jsonb_populate_record(o, e.r - ''{id,version}''::text[]) as p '
    'where t.id = o.id and t.workspace_id = o.workspace_id returning e.n, private.%3$s_json(t) as j) '
    'select jsonb_agg(c.j order by c.n) from changed as c',
    kind || 's', (select string_agg(format('%1$I = p.%1$I', f), ', ') from unnest(v_fields) as f), kind)
    into v_changed using update_records.workspace_id, rows;
  return v_changed;
end
$$;
comment on function private.update_records(text, uuid, jsonb) is 'Changes contacts, deals or tasks from an array of {id, version, …}, in one statement.';
revoke execute on function private.update_records(text, uuid, jsonb) from public;
grant execute on function private.update_records(text, uuid, jsonb) to authenticated, service_role;
