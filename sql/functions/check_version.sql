create function private.check_version(expected bigint, actual bigint)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if expected <> actual then
    raise exception 'Someone was faster: you saw version %, it is % now', expected, actual
      using errcode = 'object_not_in_prerequisite_state', constraint = 'version_conflict',
        hint = 'Read it again, apply your change to the new state, and send the new version.';
  end if;
end
$$;
comment on function private.check_version(bigint, bigint) is 'Refuses with version_conflict; null expects nothing.';
revoke execute on function private.check_version(bigint, bigint) from public;
grant execute on function private.check_version(bigint, bigint) to authenticated, service_role;
