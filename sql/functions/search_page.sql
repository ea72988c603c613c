create function private.search_page(
  workspace_id uuid, words text[], list_id uuid, kinds text[], ids uuid[], place text[], most integer, out hits jsonb, out places jsonb
)
  language sql
  stable
  set search_path = ''
as $$
  with page as materialized (
    select h.* from private.search_hits(search_page.workspace_id, words, search_page.list_id, kinds, ids) as h
    where place is null or (h.rank, h.subject_id) < (place[1]::integer, place[2]::uuid)
    order by h.rank desc, h.subject_id desc limit most
  ), titles as (
    select distinct on (c.subject_id) c.subject_id, c.cell
    from private.search_cells(search_page.workspace_id, 'item', array(select p.item_id from page as p), true) as c
    order by c.subject_id, c.place
  ), names as (
    select distinct on (c.subject_id) c.subject_id, c.cell
    from (select p.kind, array_agg(p.subject_id) as ids from page as p where p.kind in ('contact', 'deal') group by p.kind) as k
    cross join lateral private.search_cells(search_page.workspace_id, k.kind, k.ids, true) as c
    order by c.subject_id, c.place
  )
  select
    coalesce(jsonb_agg(jsonb_build_object(
      'kind', p.kind, 'id', p.subject_id, 'list_id', p.list_id_found, 'list_name', l.name, 'item_id', p.item_id, 'title', left(coalesce(t.cell, n.cell), 200),
      'field', p.field, 'field_name', p.name, 'snippet', private.search_snippet(p.cell, words)
    ) order by p.rank desc, p.subject_id desc), '[]'),
    coalesce(jsonb_agg(jsonb_build_array(p.rank, p.subject_id) order by p.rank desc, p.subject_id desc), '[]')
  from page as p
  left join titles as t on t.subject_id = p.item_id
  left join names as n on n.subject_id = p.subject_id and p.item_id is null
  left join public.lists as l on l.id = p.list_id_found and l.workspace_id = search_page.workspace_id
$$;
comment on function private.search_page(uuid, text[], uuid, text[], uuid[], text[], integer) is 'A page of hits as clients see them, the best first, and the place of each.';
revoke execute on function private.search_page(uuid, text[], uuid, text[], uuid[], text[], integer) from public;
grant execute on function private.search_page(uuid, text[], uuid, text[], uuid[], text[], integer) to authenticated, service_role;
