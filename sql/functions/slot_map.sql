create function private.slot_map(list_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- list_checks is nobody's to read
  set search_path = ''
as $$
declare
  v_known constant text := coalesce(pg_catalog.current_setting('deedbook.slots', true), '');
  v_map jsonb;
begin
  if left(v_known, 36) = list_id::text then
    return coalesce(nullif(substr(v_known, 37), ''), '{}')::jsonb;
  end if;
  -- Shared with other writers, but not with compile_slots: a slot is not given to a column while somebody writes without it.
  select k.slots into v_map from private.list_checks as k where k.list_id = slot_map.list_id for share;
  if found then
    perform pg_catalog.set_config('deedbook.slots', list_id::text || coalesce(nullif(v_map::text, '{}'), ''), true);
  end if;
  return coalesce(v_map, '{}');
end
$$;
comment on function private.slot_map(uuid) is
  'The slots that a writer of this list fills; kept for the transaction, with the lock that keeps it true.';
revoke execute on function private.slot_map(uuid) from public;
