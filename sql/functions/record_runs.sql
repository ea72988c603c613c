create function private.record_runs(task text, runs integer, failures integer, seconds double precision)
  returns void
  language sql
  volatile
  security definer  -- the counts are nobody's to write
  set search_path = ''
as $$
  insert into private.task_runs as t (task, runs, failures, seconds, last_seconds, last_success_at, last_failure_at)
  values (task, runs, failures, seconds, seconds / nullif(runs, 0), case when failures < runs then now() end, case when failures > 0 then now() end)
  on conflict on constraint task_runs_pkey do update set
    runs = t.runs + excluded.runs, failures = t.failures + excluded.failures, seconds = t.seconds + excluded.seconds, last_seconds = excluded.last_seconds,
    last_success_at = coalesce(excluded.last_success_at, t.last_success_at), last_failure_at = coalesce(excluded.last_failure_at, t.last_failure_at)
$$;
comment on function private.record_runs(text, integer, integer, double precision) is
  'Adds runs of a task to its counts: how many ended, how many of them badly, and how long they took together.';
revoke execute on function private.record_runs(text, integer, integer, double precision) from public;
grant execute on function private.record_runs(text, integer, integer, double precision) to worker;
