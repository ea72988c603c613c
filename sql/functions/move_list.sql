create function private.move_list(list_id uuid, to_trash boolean, name text default null)
  returns void
  language plpgsql
  volatile
  security definer  -- deleted_at is nobody's to write: a client could trash what it may only change
  set search_path = ''
as $$
declare
  v_list public.lists := (select l from public.lists as l where l.id = move_list.list_id);
begin
  if v_list.id is null or not private.is_trusted() and private.member_role(v_list.workspace_id, auth.uid()) is null then
    raise exception 'There is no such list' using errcode = 'no_data_found', constraint = 'list_not_found';
  end if;
  perform private.check_capability(v_list.workspace_id, 'lists.delete');
  if not to_trash and v_list.deleted_at is null then
    raise exception 'List "%" is not in the trash', v_list.name using errcode = 'restrict_violation', constraint = 'list_not_in_trash';
  elsif not to_trash then
    perform private.refuse_taken_list_name(v_list.workspace_id, coalesce(move_list.name, v_list.name));
  end if;
  update public.lists as l set deleted_at = case when to_trash then now() end, name = coalesce(move_list.name, l.name)
  where l.id = v_list.id and l.workspace_id = v_list.workspace_id and (l.deleted_at is null) = to_trash;
end
$$;
comment on function private.move_list(uuid, boolean, text) is
  'Puts a list into the trash, or takes it out, under another name if one is given.';
revoke execute on function private.move_list(uuid, boolean, text) from public;
grant execute on function private.move_list(uuid, boolean, text) to authenticated, service_role;
