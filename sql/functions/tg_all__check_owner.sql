create function private.tg_all__check_owner()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- Who is a member no more owns nothing: that is the foreign key's doing.
  if tg_op = 'UPDATE' and new.owner_id is null and not exists (
    select from public.workspace_members as m where m.workspace_id = old.workspace_id and m.user_id = old.owner_id
  ) then
    return new;
  end if;
  perform private.check_capability(new.workspace_id, 'crm.assign');
  return new;
end
$$;
comment on function private.tg_all__check_owner() is 'Another owner than before, or than whoever makes the row, is given by whoever has crm.assign.';
revoke execute on function private.tg_all__check_owner() from public;
