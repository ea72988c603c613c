create function private.store_link_errors(import_id uuid, workspace_id uuid, spec jsonb, width integer)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_table constant text := format('pg_temp.import_links_%s', (spec ->> 'number')::integer);
  v_count bigint;
begin
  execute format(
    'insert into public.import_errors (import_id, workspace_id, row_number, column_name, value, reason, is_rejected) '
    'select $1, $2, p.n, $3, left(s.cell, 10000), p.reason, $4 '
    'from (select n, left(string_agg(distinct problem, ''; ''), 2000) as reason from %s where problem is not null group by n) as p '
    'join (select n, %s as cell from %s) as s using (n)', v_table, private.import_text(spec), private.import_source(width)
  ) using import_id, workspace_id, spec ->> 'name', not (spec ->> 'left_out')::boolean;
  get diagnostics v_count = row_count;
  if (spec ->> 'left_out')::boolean then
    execute format('delete from %s where problem is not null', v_table);
  end if;
  return v_count;
end
$$;
comment on function private.store_link_errors(uuid, uuid, jsonb, integer) is
  'For the worker: cells of a relation with which something is wrong become errors; where spec.left_out says so, only these links are left out. Returns how many cells.';
revoke execute on function private.store_link_errors(uuid, uuid, jsonb, integer) from public;
grant execute on function private.store_link_errors(uuid, uuid, jsonb, integer) to worker;
