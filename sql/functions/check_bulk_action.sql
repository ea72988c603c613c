create function private.check_bulk_action(action text, "values" jsonb)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if action is null or action not in ('set', 'trash', 'restore', 'delete') then
    raise exception 'The action is set, trash, restore or delete' using errcode = 'check_violation', constraint = 'bulk_change_invalid';
  elsif action = 'set' and (coalesce(jsonb_typeof("values"), '') <> 'object' or "values" = '{}') then
    raise exception 'The action set needs values: an object by column key' using errcode = 'check_violation', constraint = 'bulk_change_invalid';
  elsif action <> 'set' and "values" is not null then
    raise exception 'Only the action set takes values' using errcode = 'check_violation', constraint = 'bulk_change_invalid';
  end if;
end
$$;
comment on function private.check_bulk_action(text, jsonb) is 'Refuses an action that makes no sense: bulk_change_invalid.';
revoke execute on function private.check_bulk_action(text, jsonb) from public;
grant execute on function private.check_bulk_action(text, jsonb) to authenticated, service_role;
