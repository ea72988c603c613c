create function public.order_columns(list_id uuid, column_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_wanted constant uuid[] := private.ordered_texts(column_ids)::uuid[];
  v_there uuid[];
begin
  perform private.list_workspace(list_id, 'lists.write');
  perform from public.list_columns as c where c.list_id = order_columns.list_id order by c.id for update;
  v_there := array(select c.id from public.list_columns as c where c.list_id = order_columns.list_id and c.deleted_at is null order by 1);
  if v_there is distinct from array(select n.id from unnest(v_wanted) as n (id) order by 1) then
    raise exception 'The order names each of the % columns of the list exactly once', cardinality(v_there)
      using errcode = 'check_violation', constraint = 'order_invalid', hint = 'Columns in the trash are not named.';
  end if;
  update public.list_columns as c set position = n.position
  from unnest(v_wanted) with ordinality as n (id, position)
  where c.id = n.id and c.list_id = order_columns.list_id and c.position is distinct from n.position;
  return public.find_columns(list_id);
end
$$;
comment on function public.order_columns(uuid, jsonb) is 'Puts the columns of a list in this order, in one statement; each is named once.';
revoke execute on function public.order_columns(uuid, jsonb) from public;
grant execute on function public.order_columns(uuid, jsonb) to authenticated, service_role;
