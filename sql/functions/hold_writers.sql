create function private.hold_writers(list_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- list_checks is nobody's to lock; asks first who is calling
  set search_path = ''
as $$
begin
  perform private.list_workspace(list_id, 'lists.write');
  -- Writers share this row (tg_items__prepare, tg_items__check): waits for those at work, and the next wait.
  perform from private.list_checks as k where k.list_id = hold_writers.list_id for update;
end
$$;
comment on function private.hold_writers(uuid) is
  'Lets nobody write items of a list until the end of the transaction; for those who may change its columns.';
revoke execute on function private.hold_writers(uuid) from public;
grant execute on function private.hold_writers(uuid) to authenticated, service_role;
