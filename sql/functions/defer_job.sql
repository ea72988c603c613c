create function private.defer_job(
  task text, args jsonb, queue text default 'default', queueing_lock text default null, scheduled_at timestamptz default null
)
  returns bigint
  language sql
  volatile
  security definer  -- writers have no rights on the queue
  set search_path = procrastinate, pg_temp  -- Procrastinate's functions name their own tables without a schema
as $$
  select (procrastinate.procrastinate_defer_jobs_v1(array[
    row(queue, task, 0, null, queueing_lock, args, scheduled_at)::procrastinate.procrastinate_job_to_defer_v1
  ]))[1]
$$;
comment on function private.defer_job(text, jsonb, text, text, timestamptz) is
  'Queues a job in the writing transaction, to run at once or from scheduled_at on: it exists if and only if the write does. Arguments are ids, never secrets.';
revoke execute on function private.defer_job(text, jsonb, text, text, timestamptz) from public;
