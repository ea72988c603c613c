create function private.write_record_links(workspace_id uuid, kind text, spec jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_count bigint;
begin
  execute format($sql$
    with made as (
      insert into public.%1$I (workspace_id, %2$I, item_id)
      select $1, r.id, l.id from pg_temp.import_records as r join pg_temp.import_links_%3$s as l on l.n = r.n
      where r.problem is null and r.id is not null and l.id is not null group by r.id, l.id order by r.id, l.id
      on conflict do nothing returning %2$I as id
    ), told as (update pg_temp.import_records as r set is_done = true from made as m where m.id = r.id)
    select count(*) from made$sql$, kind || '_items', kind || '_id', (spec ->> 'number')::integer) into v_count using workspace_id;
  return v_count;
end
$$;
comment on function private.write_record_links(uuid, text, jsonb) is
  'Run as the person who asked, under row-level security: links the contacts or deals of import_records to the items that their cells name; returns how many links are new. spec: {number}.';
revoke execute on function private.write_record_links(uuid, text, jsonb) from public;
grant execute on function private.write_record_links(uuid, text, jsonb) to authenticated;
