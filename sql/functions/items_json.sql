create function private.items_json(list_id uuid, items public.items[])
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_json json;
begin
  -- All that is computed for a page is computed by one statement.
  execute format('select json_agg(private.item_json(i, %s)) from unnest($1) as i', coalesce(private.computed_sql(list_id), 'null'))
    into v_json using items;
  return coalesce(v_json, '[]');
end
$$;
comment on function private.items_json(uuid, public.items[]) is
  'Items of a list as clients see them, in the order of the array, with what is computed of them.';
revoke execute on function private.items_json(uuid, public.items[]) from public;
grant execute on function private.items_json(uuid, public.items[]) to authenticated, service_role;
