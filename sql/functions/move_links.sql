create function public.move_links(item_id uuid, "column" text, item_ids jsonb, before uuid default null)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_relation constant private.relation := private.lock_relation(item_id, "column");
  v_ids constant uuid[] := private.link_ids(item_ids);
  v_missing constant uuid := (
    select u.id from unnest(v_ids || before) as u (id)
    where u.id is not null and not exists (select from private.item_links(v_relation) as k where k.other_id = u.id and k.is_live) limit 1
  );
begin
  if v_missing is not null then
    raise exception 'The item % is not linked', v_missing using errcode = 'no_data_found', constraint = 'link_not_found';
  end if;
  perform private.place_links(v_relation, v_ids, before);
  return json_build_object('added', 0, 'removed', 0, 'count', private.count_links(v_relation));
end
$$;
comment on function public.move_links(uuid, text, jsonb, uuid) is
  'Puts 1 to 1,000 linked items in this order, right before another one, or at the end.';
revoke execute on function public.move_links(uuid, text, jsonb, uuid) from public;
grant execute on function public.move_links(uuid, text, jsonb, uuid) to authenticated, service_role;
