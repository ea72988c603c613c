create function private.resolve_link_cells(workspace_id uuid, spec jsonb)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_keys record;
begin
  select k.* into v_keys from private.link_keys_sql(spec) as k;
  -- As it is written, else ignoring case.
  execute format($sql$
    update pg_temp.import_links_%1$s as l set id = f.id, found = f.found
    from (
      select e.c1, case when e.exact > 0 then e.exact else e.alike end as found,
        case when e.exact = 1 then e.exact_id when e.exact = 0 and e.alike = 1 then e.alike_id end as id
      from (
        select q.c1, count(o.id) as alike, count(o.id) filter (where o.key = q.key) as exact,
          (array_agg(o.id) filter (where o.key = q.key))[1] as exact_id, (array_agg(o.id))[1] as alike_id
        from (select d.c1, %2$s as key from (select distinct k.c1 from pg_temp.import_links_%1$s as k where k.id is null) as d) as q
        left join (
          select i.id, %3$s as key from public.items as i where i.list_id = $2 and i.workspace_id = $1 and i.deleted_at is null
        ) as o on lower(o.key) = lower(q.key)
        group by q.c1
      ) as e
    ) as f
    where f.c1 = l.c1 and l.id is null$sql$, (spec ->> 'number')::integer, v_keys.cell, v_keys.item) using workspace_id, (spec ->> 'list_id')::uuid;
end
$$;
comment on function private.resolve_link_cells(uuid, jsonb) is
  'Run as the person who asked: looks up the items that the cells of a relation name. spec: {number, list_id (the other list), by}.';
revoke execute on function private.resolve_link_cells(uuid, jsonb) from public;
grant execute on function private.resolve_link_cells(uuid, jsonb) to authenticated;
