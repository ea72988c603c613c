create function private.purge_expired_uploads()
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person: they were given up
  set search_path = ''
as $$
declare
  v_count integer;
begin
  delete from private.uploads as u
  where (u.id, u.workspace_id) in (select t.id, t.workspace_id from private.uploads as t where t.expires_at < now() for update skip locked);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function private.purge_expired_uploads() is
  'Ends uploads that have expired, and frees what they reserved; returns how many.';
revoke execute on function private.purge_expired_uploads() from public;
grant execute on function private.purge_expired_uploads() to worker;
