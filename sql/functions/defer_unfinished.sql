create function private.defer_unfinished()
  returns integer
  language plpgsql
  volatile
  security definer  -- the worker reads none of these tables
  set search_path = ''
as $$
declare
  v_work record;
  v_count integer := 0;
begin
  for v_work in
    select w.task, w.args, w.name, w.queue
    from private.unfinished_work() as w
    where not exists (
      select from procrastinate.procrastinate_jobs as j
      where j.task_name = w.task and j.args = w.args and j.status in ('todo', 'doing')
    )
  loop
    begin
      perform private.defer_job(v_work.task, v_work.args, v_work.queue, v_work.name);
      v_count := v_count + 1;
    exception when unique_violation then
      null;  -- one came in this moment
    end;
  end loop;
  return v_count;
end
$$;
comment on function private.defer_unfinished() is 'Queues what was begun and that no job waits for any more; returns how many.';
revoke execute on function private.defer_unfinished() from public;
grant execute on function private.defer_unfinished() to worker;
