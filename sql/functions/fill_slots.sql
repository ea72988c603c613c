create function private.fill_slots(list_id uuid, progress jsonb default null, batch integer default 2000)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- the worker owns no table
  set search_path = ''
as $$
declare
  v_last uuid;
begin
  -- Below deadlock_timeout, so that it is always this job that steps back, and never a writer.
  perform pg_catalog.set_config('lock_timeout', '500ms', true);
  if progress is null then
    return private.begin_slots(list_id);
  end if;
  v_last := private.fill_slot_batch(list_id, progress, batch);
  if v_last is not null then
    return progress || jsonb_build_object('after', v_last);
  elsif not (progress ->> 'trashed')::boolean then
    return progress || '{"trashed": true, "after": null}';
  end if;
  -- Only what is still as it was when the walk began.
  delete from private.list_slots as s
  where s.list_id = fill_slots.list_id and s.state = 'clearing' and s.token::text = progress -> 'slots' ->> s.slot;
  update private.list_slots as s set state = 'ready', token = private.uuid_v7()
  where s.list_id = fill_slots.list_id and s.state = 'filling' and s.token::text = progress -> 'slots' ->> s.slot;
  return private.begin_slots(list_id);
end
$$;
comment on function private.fill_slots(uuid, jsonb, integer) is
  'One step of bringing a list''s slots in order, a transaction each: called with its last answer until that is null. Begun again it skips what is right already, so a killed job does no harm.';
revoke execute on function private.fill_slots(uuid, jsonb, integer) from public;
grant execute on function private.fill_slots(uuid, jsonb, integer) to worker;
