create function public.get_item(item_id uuid)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_item json := (
    -- Ids are chosen by clients and unique in a workspace: of two that one person sees, the first made is meant.
    select private.shown_item(i) from public.items as i
    join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and l.deleted_at is null
    where i.id = get_item.item_id order by i.created_at, i.workspace_id limit 1
  );
begin
  if v_item is null then
    perform private.refuse_item();
  end if;
  return v_item;
end
$$;
comment on function public.get_item(uuid) is 'One item; also from the trash.';
revoke execute on function public.get_item(uuid) from public;
grant execute on function public.get_item(uuid) to authenticated, service_role;
