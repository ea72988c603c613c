create function public.restore_item(item_id uuid)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_item public.items := private.lock_item(item_id);
begin
  if v_item.deleted_at is not null then
    update public.items as i set deleted_at = null where i.id = v_item.id and i.workspace_id = v_item.workspace_id
    returning i.* into v_item;
  end if;
  return private.shown_item(v_item);
end
$$;
comment on function public.restore_item(uuid) is 'Takes an item out of the trash.';
revoke execute on function public.restore_item(uuid) from public;
grant execute on function public.restore_item(uuid) to authenticated, service_role;
