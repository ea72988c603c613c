create function public.order_views(list_id uuid, view_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.list_workspace(list_id, 'views.read');
  v_ids uuid[];
begin
  perform private.check_batch(view_ids);
  v_ids := array(select e.id::uuid from jsonb_array_elements_text(view_ids) with ordinality as e (id, n) order by e.n);
  if exists (select from public.views as v where v.id = any (v_ids) and v.list_id = order_views.list_id and v.owner_id is null) then
    perform private.check_capability(v_workspace_id, 'views.write');
  end if;
  perform from public.views as v where v.id = any (v_ids) and v.list_id = order_views.list_id order by v.id for update;
  if (select count(*) from public.views as v where v.id = any (v_ids) and v.list_id = order_views.list_id) <> cardinality(v_ids) then
    perform private.refuse_view();
  end if;
  update public.views as v set position = array_position(v_ids, v.id)
  where v.id = any (v_ids) and v.list_id = order_views.list_id and v.position <> array_position(v_ids, v.id);
  return public.find_views(list_id);
end
$$;
comment on function public.order_views(uuid, jsonb) is 'Puts views of a list into this order; those that are not named stay at their place.';
revoke execute on function public.order_views(uuid, jsonb) from public;
grant execute on function public.order_views(uuid, jsonb) to authenticated, service_role;
