create function private.insert_records(kind text, workspace_id uuid, rows jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_fields constant text[] := private.record_fields(kind, 'create');
  v_made jsonb;
begin
  perform private.check_fields(e.r, v_fields) from jsonb_array_elements(rows) as e (r);
  perform private.check_required(kind, 'create', e.r) from jsonb_array_elements(rows) as e (r);
  execute format('with made as (insert into public.%1$I as t (workspace_id, %2$s) select $1, %3$s from jsonb_array_elements($2) with ordinality as e (r, n) '
    'cross join lateral jsonb_populate_record(null::public.%1$I, $3 || e.r) as p order by e.n returning private.%4$s_json(t) as j) '
    'select jsonb_agg(m.j) from made as m',
    kind || 's', (select string_agg(quote_ident(f), ', ') from unnest(v_fields) as f), (select string_agg(format('p.%I', f), ', ') from unnest(v_fields) as f), kind)
    into v_made using insert_records.workspace_id, rows, private.record_defaults(kind);
  return v_made;
end
$$;
comment on function private.insert_records(text, uuid, jsonb) is 'Inserts contacts, deals or tasks from an array of objects, in one statement.';
revoke execute on function private.insert_records(text, uuid, jsonb) from public;
grant execute on function private.insert_records(text, uuid, jsonb) to authenticated, service_role;
