create function private.open_export(list_id uuid, view_id uuid, item_ids uuid[], query jsonb, keys text[])
  returns refcursor
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_source constant private.export_query := private.export_source(list_id, view_id, item_ids, query);
  v_cells constant text := private.export_cells_sql(list_id, keys);
  v_cursor refcursor := 'export';
begin
  perform private.list_workspace(list_id, 'exports.write');
  perform
    -- For formulas that ask for today; and all rows are wanted, not the first ones soon.
    pg_catalog.set_config('deedbook.time_zone', v_source.time_zone, true),
    pg_catalog.set_config('cursor_tuple_fraction', '1', true),
    pg_catalog.set_config('jit', 'off', true);
  -- The inner query alone is ordered: what is computed of an item does not go through the sort.
  open v_cursor no scroll for execute format(
    'select i.id::text, i.values::text, %s from (select i from public.items as i where i.list_id = $1 and i.deleted_at is null and %s order by %s) as p '
    'cross join lateral (select (p.i).*) as i',
    case when v_cells is null then 'null' else format('(%s)::text', v_cells) end, v_source.condition, v_source.ordering) using list_id;
  return v_cursor;
end
$$;
comment on function private.open_export(uuid, uuid, uuid[], jsonb, text[]) is
  'For a job that acts as the person who asked: the cursor "export" over the items, each as id, values, and an object of its other cells of these keys. Read it in the same role: policies and functions ask who is calling.';
revoke execute on function private.open_export(uuid, uuid, uuid[], jsonb, text[]) from public;
grant execute on function private.open_export(uuid, uuid, uuid[], jsonb, text[]) to authenticated;
