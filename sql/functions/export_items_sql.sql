create function private.export_items_sql(kind text)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select format(
    '(select jsonb_agg(jsonb_build_array(i.id, ('
    'select left(c.cell, 200) from private.search_cells(i.workspace_id, ''item'', array[i.id], true) as c order by c.place limit 1'
    ')) order by i.id) from public.%1$I as l join public.items as i on i.id = l.item_id and i.workspace_id = l.workspace_id '
    'join public.lists as s on s.id = i.list_id and s.workspace_id = i.workspace_id '
    'where l.%2$I = t.id and l.workspace_id = t.workspace_id and i.deleted_at is null and s.deleted_at is null)',
    kind || '_items', kind || '_id')
$$;
comment on function private.export_items_sql(text) is
  'SQL of the items that a contact or deal t is linked with, [[id, title], …] as private.find_linked_items tells them; null where there are none.';
revoke execute on function private.export_items_sql(text) from public;
grant execute on function private.export_items_sql(text) to authenticated, service_role;
