create function private.tg_all__check_trash()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  perform private.check_capability(new.workspace_id, 'crm.delete');
  return new;
end
$$;
comment on function private.tg_all__check_trash() is 'To the trash and back: by whoever has crm.delete.';
revoke execute on function private.tg_all__check_trash() from public;
