create function private.step_column_change(change_id uuid, batch integer default 1000)
  returns boolean
  language plpgsql
  volatile
  security definer  -- for the worker, which owns no table
  set search_path = ''
as $$
declare
  v_change public.column_changes;
  v_step record;
begin
  if session_user = 'worker' then
    -- Below deadlock_timeout, so that it is always this job that steps back, and never a writer.
    perform pg_catalog.set_config('lock_timeout', '500ms', true);
  end if;
  select c.* into v_change from public.column_changes as c where c.id = change_id and c.state = 'running' for update;
  if not found then
    return false;
  end if;
  if session_user = 'worker' then
    -- It has been in force since somebody who may asked for it: the audit log says who.
    perform pg_catalog.set_config('deedbook.change_id', change_id::text, true), pg_catalog.set_config('request.jwt.claims',
      coalesce(jsonb_build_object('sub', v_change.created_by, 'role', 'authenticated')::text, ''), true);
  end if;
  if v_change.kind = 'number_items' then
    select s.* into v_step from private.number_item_batch(v_change, batch) as s;
  else
    select s.* into v_step from private.rewrite_item_batch(v_change, batch) as s;
  end if;
  if v_step.last is not null then
    update public.column_changes as c set after_id = v_step.last, items_done = c.items_done + v_step.items where c.id = change_id;
    return true;
  elsif not v_change.in_trash then
    update public.column_changes as c set in_trash = true, after_id = '00000000-0000-0000-0000-000000000000' where c.id = change_id;
    return true;
  end if;
  perform private.finish_column_change(v_change);
  return false;
end
$$;
comment on function private.step_column_change(uuid, integer) is
  'The next items of a change, a transaction each: called until it is false. A killed job goes on where the last step ended.';
revoke execute on function private.step_column_change(uuid, integer) from public;
grant execute on function private.step_column_change(uuid, integer) to worker;
