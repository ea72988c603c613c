create function private.tg_tasks__keep_trashed()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  if not private.is_upkeep() then
    perform private.check_subject(old.workspace_id, case when new.deal_id is null then 'contact' else 'deal' end, coalesce(new.deal_id, new.contact_id));
  end if;
  return new;
end
$$;
comment on function private.tg_tasks__keep_trashed() is 'The tasks of a deal or contact in the trash rest with it.';
revoke execute on function private.tg_tasks__keep_trashed() from public;
