create function public.trash_item(item_id uuid, version bigint default null)
  returns json
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_item public.items := private.lock_item(item_id);
begin
  perform private.check_version(trash_item.version, v_item.version);
  if v_item.deleted_at is null then
    update public.items as i set deleted_at = now() where i.id = v_item.id and i.workspace_id = v_item.workspace_id
    returning i.* into v_item;
  end if;
  return private.shown_item(v_item);
end
$$;
comment on function public.trash_item(uuid, bigint) is 'Puts an item into the trash.';
revoke execute on function public.trash_item(uuid, bigint) from public;
grant execute on function public.trash_item(uuid, bigint) to authenticated, service_role;
