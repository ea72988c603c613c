create function private.tg_all__check_trash()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- What an import made is its maker's to take back with it.
  if new.deleted_at is not null and new.created_by = auth.uid() and private.is_reverting(new.workspace_id) then
    return new;
  end if;
  perform private.check_capability(new.workspace_id, 'crm.delete');
  return new;
end
$$;
comment on function private.tg_all__check_trash() is 'To the trash and back: by whoever has crm.delete; and by whoever made it, in a revert of an import.';
revoke execute on function private.tg_all__check_trash() from public;
