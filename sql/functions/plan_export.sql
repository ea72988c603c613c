create function private.plan_export(list_id uuid, view_id uuid, item_ids uuid[], query jsonb)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.list_workspace(list_id, 'exports.write');
  v_source constant private.export_query := private.export_source(list_id, view_id, item_ids, query);
  v_list constant jsonb := private.list_json(list_id);
  v_columns jsonb;
  v_count bigint := (v_list -> 'item_count')::bigint;
begin
  select coalesce(jsonb_agg(c.column_row order by array_position(v_source.fields, c.column_row ->> 'key'), c.n), '[]') into v_columns
  from jsonb_array_elements(v_list -> 'columns') with ordinality as c (column_row, n)
  where v_source.fields is null or c.column_row ->> 'key' = any (v_source.fields);
  if v_source.condition <> 'true' then
    execute format('select count(*) from public.items as i where i.list_id = $1 and i.deleted_at is null and %s', v_source.condition)
      into v_count using list_id;
  end if;
  return jsonb_build_object(
    'list', v_list - 'columns', 'columns', v_columns, 'count', v_count, 'problems', v_source.problems, 'time_zone', v_source.time_zone,
    'people', (select coalesce(jsonb_object_agg(m.user_id, jsonb_build_object('email', p.email, 'name', p.full_name)), '{}')
      from public.workspace_members as m join public.user_profiles as p on p.user_id = m.user_id where m.workspace_id = v_workspace_id));
end
$$;
comment on function private.plan_export(uuid, uuid, uuid[], jsonb) is
  'For a job that acts as the person who asked: the list, the columns in the order of the file, how many items, the people that cells may name.';
revoke execute on function private.plan_export(uuid, uuid, uuid[], jsonb) from public;
grant execute on function private.plan_export(uuid, uuid, uuid[], jsonb) to authenticated;
