create function private.vouch_for_items(list_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- nobody may write checked_writes otherwise
  set search_path = ''
as $$
begin
  -- The columns stay as they are now until the transaction ends: see compile_list.
  perform from private.list_checks as k where k.list_id = vouch_for_items.list_id for share;
  insert into private.checked_writes (list_id) values (vouch_for_items.list_id) on conflict do nothing;
end
$$;
comment on function private.vouch_for_items(uuid) is
  'For the worker: it has held, or is going to hold, every cell it inserts into this list against the conditions of its column (private.import_cell), before they are JSON; tg_items__check does not do it a second time. Ends with the transaction.';
revoke execute on function private.vouch_for_items(uuid) from public;
grant execute on function private.vouch_for_items(uuid) to worker;
