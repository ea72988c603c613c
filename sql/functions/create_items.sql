create function public.create_items(list_id uuid, items jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id uuid := private.list_workspace(list_id, 'items.write');
  v_items json;
begin
  perform private.check_batch(items);
  with inserted as (
    insert into public.items (id, workspace_id, list_id, values)
    select coalesce((e.item ->> 'id')::uuid, private.uuid_v7()), v_workspace_id, create_items.list_id, coalesce(e.item -> 'values', '{}')
    from jsonb_array_elements(create_items.items) with ordinality as e (item, n)
    order by e.n
    returning items.*
  )
  select json_agg(private.item_json(i)) into v_items from inserted as i;
  return json_build_object('items', v_items);
end
$$;
comment on function public.create_items(uuid, jsonb) is 'Creates 1 to 1,000 items from an array of {values, id}, all or none.';
revoke execute on function public.create_items(uuid, jsonb) from public;
grant execute on function public.create_items(uuid, jsonb) to authenticated, service_role;
