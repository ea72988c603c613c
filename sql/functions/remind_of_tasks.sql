create function private.remind_of_tasks(batch integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer  -- notifications are nobody's to write
  set search_path = ''
as $$
declare
  v_tasks constant jsonb := private.find_due_tasks(batch);
begin
  -- Found, marked and told in one transaction: a worker that dies has told nobody or has marked them.
  perform private.notify(
    (t.task ->> 'workspace_id')::uuid, array[(t.task ->> 'user_id')::uuid], 'task_due',
    jsonb_strip_nulls(t.task - '{workspace_id,user_id}'::text[]), null, concat_ws(' ', t.task ->> 'task_id', t.task ->> 'due_date')
  )
  from jsonb_array_elements(v_tasks) as t (task);
  return jsonb_array_length(v_tasks);
end
$$;
comment on function private.remind_of_tasks(integer) is
  'Tells people of their tasks that are due today where they are, or were before, once for each task and day; returns how many, 0 at the end.';
revoke execute on function private.remind_of_tasks(integer) from public;
grant execute on function private.remind_of_tasks(integer) to worker;
