create function public.preview_bulk_change(list_id uuid, filter jsonb, action text default 'set', time_zone text default null)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_zone constant text := private.query_time_zone(jsonb_strip_nulls(jsonb_build_object('time_zone', time_zone)));
  v_condition text;
  v_count bigint;
  v_sample json;
begin
  perform private.list_workspace(list_id, 'items.read');
  perform private.check_bulk_action(action, case action when 'set' then '{"a": 1}'::jsonb end);
  v_condition := private.bulk_condition(list_id, filter, action, v_zone);
  execute 'select count(*) from public.items as i where ' || v_condition into v_count;
  execute 'select coalesce(json_agg(private.item_json(s.i)), ''[]'') from (select i from public.items as i where ' || v_condition || ' order by i.id limit 10) as s'
    into v_sample;
  return json_build_object('count', v_count, 'sample', v_sample);
end
$$;
comment on function public.preview_bulk_change(uuid, jsonb, text, text) is
  'How many items a bulk change would be about, exactly, and the first ten of them. For restore and delete these are in the trash.';
revoke execute on function public.preview_bulk_change(uuid, jsonb, text, text) from public;
grant execute on function public.preview_bulk_change(uuid, jsonb, text, text) to authenticated, service_role;
