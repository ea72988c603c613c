create function private.create_named_contacts(workspace_id uuid, spec jsonb, plan jsonb)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_by constant text := coalesce(spec ->> 'by', '');
  v_count bigint;
begin
  execute format($sql$
    with named as (
      select distinct on (private.fold_text(l.c1)) l.c1, l.c1 ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and $2 in ('', 'email') as is_address
      from pg_temp.import_links_%1$s as l
      where l.id is null and l.found = 0 and exists (select from (select * from %2$s) as s where s.n = l.n) order by private.fold_text(l.c1), l.n
    ), made as (
      insert into public.contacts (workspace_id, name, email, phone, reference)
      select $1, left(d.c1, 200), case when d.is_address then d.c1 end, case $2 when 'phone' then d.c1 end, case $2 when 'reference' then d.c1 end
      from named as d returning id, name
    ), linked as (
      update pg_temp.import_links_%1$s as l set id = c.id from made as c where l.found = 0 and l.id is null and private.fold_text(left(l.c1, 200)) = private.fold_text(c.name)
    )
    select count(*) from made$sql$, (spec ->> 'number')::integer, private.import_rows_sql(plan)) into v_count using workspace_id, v_by;
  return v_count;
end
$$;
comment on function private.create_named_contacts(uuid, jsonb, jsonb) is
  'Run as the person who asked, under row-level security: makes a contact for each cell that names none; returns how many.';
revoke execute on function private.create_named_contacts(uuid, jsonb, jsonb) from public;
grant execute on function private.create_named_contacts(uuid, jsonb, jsonb) to authenticated;
