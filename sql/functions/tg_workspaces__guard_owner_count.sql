create function private.tg_workspaces__guard_owner_count()
  returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  -- Depth 1 is a statement of the caller's own; the memberships' trigger is one below it.
  if pg_catalog.pg_trigger_depth() < 2 then
    raise exception 'owner_count follows the members and cannot be set'
      using errcode = 'restrict_violation', constraint = 'identity_is_immutable', detail = 'owner_count';
  end if;
  return new;
end
$$;
comment on function private.tg_workspaces__guard_owner_count() is 'Only the memberships'' own trigger may change the counter.';
revoke execute on function private.tg_workspaces__guard_owner_count() from public;
