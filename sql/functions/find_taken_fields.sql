create function private.find_taken_fields(workspace_id uuid, kind text, spec jsonb, plan jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_cell record;
  v_there constant text := case spec ->> 'key' when 'email' then 'email_key' else 'reference' end;
  v_found jsonb;
begin
  select c.* into v_cell from private.import_cell(spec) as c;
  -- Of the rows that come in at all: the first that has a value keeps it.
  execute format($sql$
    select coalesce(jsonb_agg(jsonb_build_object('n', t.n, 'name', $2, 'value', t.cell, 'message', 'not unique: '
      || case when t.is_taken then %6$L else 'row ' || t.first || ' of the file' end || ' has this value')), '[]')
    from (
      select r.n, r.cell, min(r.n) over (partition by r.value) as first, exists (
        select from public.%1$I as o where o.workspace_id = $1 and o.deleted_at is null and o.%2$I = r.value and o.id is distinct from r.record) as is_taken
      from (select n, %3$s as cell, %4$s as value, %5$s as record from %7$s and %3$s is not null and %8$s) as r
    ) as t where t.is_taken or t.n <> t.first$sql$,
    kind || 's', v_there, v_cell.cell, case v_there when 'email_key' then format('lower(%s)', v_cell.value) else v_cell.value end,
    private.import_match(), 'a ' || kind, private.import_rows_sql(plan), v_cell.accepts) into v_found using workspace_id, spec ->> 'name';
  return v_found;
end
$$;
comment on function private.find_taken_fields(uuid, text, jsonb, jsonb) is
  'Run as the person who asked: rows whose value in a unique field another record or an earlier row has: [{n, name, value, message}].';
revoke execute on function private.find_taken_fields(uuid, text, jsonb, jsonb) from public;
grant execute on function private.find_taken_fields(uuid, text, jsonb, jsonb) to authenticated;
