create function private.defer_slots(list_id uuid)
  returns void
  language plpgsql
  volatile
  security definer  -- writers have no rights on the queue
  set search_path = ''
as $$
begin
  perform private.defer_job('fill_slots', jsonb_build_object('list_id', list_id), 'upkeep', 'fill_slots ' || list_id);
exception when unique_violation then
  -- One is waiting already.
end
$$;
comment on function private.defer_slots(uuid) is
  'Queues the job that brings the slots of a list in order, once.';
revoke execute on function private.defer_slots(uuid) from public;
