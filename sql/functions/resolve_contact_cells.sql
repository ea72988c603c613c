create function private.resolve_contact_cells(workspace_id uuid, spec jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  -- Each way is asked by its own index; where nobody named one, the first that knows the cell counts.
  execute format($sql$
    with cells as materialized (select distinct k.c1 from pg_temp.import_links_%s as k),
    found as (
      select q.c1, 1 as way, c.id from cells as q join public.contacts as c on c.id::text = lower(q.c1) where $2 in ('@id', '')
      union all select q.c1, 2, c.id from cells as q join public.contacts as c on c.workspace_id = $1 and c.deleted_at is null and c.email_key = lower(q.c1) where $2 in ('email', '')
      union all select q.c1, 3, c.id from cells as q join public.contacts as c on c.workspace_id = $1 and c.deleted_at is null and c.reference = q.c1 where $2 in ('reference', '')
      union all select q.c1, 4, c.id from cells as q join public.contacts as c on c.workspace_id = $1 and c.deleted_at is null and c.name_key = left(private.fold_text(q.c1), 200)
        where $2 in ('name', '')
      union all select q.c1, 5, c.id from cells as q join public.contacts as c on c.workspace_id = $1 and c.deleted_at is null and c.phone_key = private.phone_key(q.c1) where $2 = 'phone'
    ), known as (
      select distinct on (f.c1) f.c1, f.way, count(*) as found, (array_agg(f.id))[1] as id from found as f
      join public.contacts as c on c.id = f.id and c.workspace_id = $1 and c.deleted_at is null group by f.c1, f.way order by f.c1, f.way
    )
    update pg_temp.import_links_%1$s as l set found = coalesce(k.found, 0), id = case when k.found = 1 then k.id end,
      problem = case when k.found > 1 then format('%%s contacts are called "%%s"', k.found, left(l.c1, 200))
        when k.found is null and $3 <> 'create' then format('no contact is called "%%s"', left(l.c1, 200)) end
    from cells as q left join known as k on k.c1 = q.c1 where l.c1 = q.c1$sql$, (spec ->> 'number')::integer)
    using workspace_id, coalesce(spec ->> 'by', ''), spec ->> 'unmatched';
end
$$;
comment on function private.resolve_contact_cells(uuid, jsonb) is
  'Run as the person who asked: looks up the contacts that cells name and says which cells name none or several. spec: {number, by: "@id", email, reference, name, phone or nothing, unmatched}.';
revoke execute on function private.resolve_contact_cells(uuid, jsonb) from public;
grant execute on function private.resolve_contact_cells(uuid, jsonb) to authenticated;
