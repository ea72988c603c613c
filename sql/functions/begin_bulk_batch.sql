create function private.begin_bulk_batch(bulk_change_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- for the worker, which may not read bulk changes
  set search_path = ''
as $$
declare
  v_change public.bulk_changes;
begin
  -- Below deadlock_timeout, so that it is always this job that steps back, and never a writer.
  perform pg_catalog.set_config('lock_timeout', '500ms', true);
  -- Two workers that were given the same job take turns.
  update public.bulk_changes as b set state = 'running' where b.id = bulk_change_id and b.state in ('queued', 'running')
  returning b.* into v_change;
  if v_change.id is null then
    return null;
  end if;
  perform pg_catalog.set_config('deedbook.change_id', bulk_change_id::text, true),
    pg_catalog.set_config('request.id', coalesce(v_change.request_id, ''), true), pg_catalog.set_config('timezone', 'UTC', true);
  return to_jsonb(v_change) || jsonb_build_object(
    'requester', (select jsonb_build_object('sub', u.id, 'email', u.email, 'role', 'authenticated')
      from auth.users as u where u.id = v_change.created_by)
  );
end
$$;
comment on function private.begin_bulk_batch(uuid) is
  'For the worker: what to change next, with the claims of the person who asked (null when they are gone); null when the change is over. Held until the transaction ends.';
revoke execute on function private.begin_bulk_batch(uuid) from public;
grant execute on function private.begin_bulk_batch(uuid) to worker;
