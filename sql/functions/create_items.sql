create function public.create_items(list_id uuid, items jsonb)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id uuid := private.list_workspace(list_id, 'items.write');
  v_items public.items[];
begin
  perform private.check_batch(items);
  with inserted as (
    insert into public.items (id, workspace_id, list_id, values)
    select coalesce((e.item ->> 'id')::uuid, private.uuid_v7()), v_workspace_id, create_items.list_id, coalesce(e.item -> 'values', '{}')
    from jsonb_array_elements(create_items.items) with ordinality as e (item, n)
    order by e.n
    returning items.*
  )
  select array_agg(i) into v_items from inserted as i;
  if jsonb_path_exists(items, '$[*].links') then
    perform private.link_items(list_id, array(select i.id from unnest(v_items) as i), items);
  end if;
  return json_build_object('items', private.items_json(list_id, v_items));
end
$$;
comment on function public.create_items(uuid, jsonb) is
  'Creates 1 to 1,000 items from an array of {values, id, links}, all or none. links are {column: [ids of items]}.';
revoke execute on function public.create_items(uuid, jsonb) from public;
grant execute on function public.create_items(uuid, jsonb) to authenticated, service_role;
