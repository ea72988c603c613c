create function private.revert_links(workspace_id uuid)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_gone bigint;
  v_back bigint;
begin
  -- Links of new items go to the trash with them.
  delete from public.links as k using pg_temp.import_writes as w
  where w.table_name = 'links' and w.action = 'insert' and k.id = w.row_id and k.workspace_id = revert_links.workspace_id
    and not exists (
      select from pg_temp.import_writes as n where n.table_name = 'items' and n.action = 'insert' and n.row_id in (k.item_id, k.target_item_id)
    );
  get diagnostics v_gone = row_count;
  -- The first element of each pair is what the link was.
  insert into pg_temp.revert_links
  select k.workspace_id, k.column_id, k.list_id, k.target_list_id, k.cardinality, k.item_id, k.target_item_id, k.position, k.target_position, c.id is null
  from pg_temp.import_writes as w
  cross join lateral jsonb_populate_record(null::public.links, (select jsonb_object_agg(d.key, d.value -> 0) from jsonb_each(w.diff) as d)) as k
  left join public.list_columns as c on c.id = k.column_id and c.workspace_id = k.workspace_id and c.deleted_at is null and c.cardinality = k.cardinality
  where w.table_name = 'links' and w.action = 'delete';
  insert into public.links (workspace_id, column_id, list_id, target_list_id, cardinality, item_id, target_item_id, position, target_position)
  select p.workspace_id, p.column_id, p.list_id, p.target_list_id, p.cardinality, p.item_id, p.target_item_id, p.position, p.target_position
  from pg_temp.revert_links as p
  join public.items as i on i.id = p.item_id and i.workspace_id = p.workspace_id and i.deleted_at is null
  join public.items as t on t.id = p.target_item_id and t.workspace_id = p.workspace_id and t.deleted_at is null
  where not p.has_no_column order by p.item_id, p.target_item_id
  on conflict do nothing;
  get diagnostics v_back = row_count;
  insert into pg_temp.revert_conflicts (list_id, item_id, field, code, reason, before)
  select p.list_id, p.item_id, c.key, case when p.has_no_column then 'gone' else 'linked_since' end,
    case when p.has_no_column then 'the relation is in the trash, or was changed' else 'an item is in the trash, or was linked otherwise since' end,
    to_jsonb(p.target_item_id)
  from pg_temp.revert_links as p left join public.list_columns as c on c.id = p.column_id and c.workspace_id = p.workspace_id
  where not exists (
    select from public.links as k where k.column_id = p.column_id and k.item_id = p.item_id and k.target_item_id = p.target_item_id and k.workspace_id = p.workspace_id
  );
  return v_gone + v_back;
end
$$;
comment on function private.revert_links(uuid) is
  'Run as the person who asked, under row-level security: links that the import made between items that were there before go, and those that it took away come back; one that does not is a conflict. Returns how many.';
revoke execute on function private.revert_links(uuid) from public;
grant execute on function private.revert_links(uuid) to authenticated;
