create function public.order_lists(workspace_id uuid, list_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_wanted constant uuid[] := private.ordered_texts(list_ids)::uuid[];
  v_there uuid[];
begin
  perform private.check_capability(workspace_id, 'lists.write');
  perform from public.lists as l where l.workspace_id = order_lists.workspace_id order by l.id for update;
  v_there := array(select l.id from public.lists as l where l.workspace_id = order_lists.workspace_id and l.deleted_at is null order by 1);
  if v_there is distinct from array(select n.id from unnest(v_wanted) as n (id) order by 1) then
    raise exception 'The order names each of the % lists of the workspace exactly once', cardinality(v_there)
      using errcode = 'check_violation', constraint = 'order_invalid', hint = 'Archived lists are named too, those in the trash are not.';
  end if;
  update public.lists as l set position = n.position
  from unnest(v_wanted) with ordinality as n (id, position)
  where l.id = n.id and l.workspace_id = order_lists.workspace_id and l.position is distinct from n.position;
  return public.find_lists(workspace_id);
end
$$;
comment on function public.order_lists(uuid, jsonb) is 'Puts the lists of a workspace in this order, in one statement; each is named once.';
revoke execute on function public.order_lists(uuid, jsonb) from public;
grant execute on function public.order_lists(uuid, jsonb) to authenticated, service_role;
