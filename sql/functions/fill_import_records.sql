create function private.fill_import_records(workspace_id uuid, kind text, plan jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_zone constant text := (select w.time_zone from public.workspaces as w where w.id = workspace_id);
  v_kept constant text[] := array(select jsonb_array_elements_text(plan -> 'kept'));
  v_title constant text := case kind when 'contact' then 'name' else 'title' end;
  v_contact constant jsonb := plan -> 'contact';
begin
  delete from pg_temp.import_records;
  execute format($sql$
    insert into pg_temp.import_records (n, id, is_new, fields)
    select s.n, s.id, s.id is null, private.import_record($2, s.cells, to_jsonb(o), $3) || s.contact
    from (
      select s.n, %1$s as id, %2$s as contact,
        case when %3$L = '{}' then to_jsonb(v) else to_jsonb(v) - array(select c.key from jsonb_each(to_jsonb(v)) as c where c.value = 'null' and c.key = any (%3$L::text[])) end as cells
      from (select * from %4$s) as s cross join lateral (select %5$s) as v %6$s
    ) as s left join public.%7$I as o on o.id = s.id and o.workspace_id = $1$sql$,
    private.import_match(),
    case when v_contact is null then '''{}''::jsonb' else format(
      'case when l.id is not null then jsonb_build_object(''contact_id'', l.id) when %s is null and %L then ''{"contact_id": null}'' else ''{}'' end',
      private.import_text(v_contact), (v_contact ->> 'clears')::boolean) end,
    v_kept, private.import_rows_sql(plan), private.import_values(plan -> 'columns'),
    case when v_contact is not null then format('left join pg_temp.import_links_%s as l on l.n = s.n', (v_contact ->> 'number')::integer) else '' end,
    kind || 's') using workspace_id, kind, v_zone;
  update pg_temp.import_records as r set problem = jsonb_build_object('code', 'required', 'field', v_title, 'message', 'required, and empty')
  where r.is_new and r.fields ->> v_title is null;
end
$$;
comment on function private.fill_import_records(uuid, text, jsonb) is
  'Run as the person who asked: what rows of the file say of contacts or deals. plan: that of private.import_rows_sql, columns, kept (keys that an empty cell leaves alone) and contact, the spec of the field with the contact.';
revoke execute on function private.fill_import_records(uuid, text, jsonb) from public;
grant execute on function private.fill_import_records(uuid, text, jsonb) to authenticated;
