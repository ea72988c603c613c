create function private.job_waits()
  returns jsonb
  language sql
  stable
  security definer  -- the queue is the worker's
  set search_path = ''
as $$
  select coalesce(jsonb_object_agg(w.queue, w.seconds), '{}') from (
    select q.queue_name as queue, greatest(extract(epoch from now() - min(q.since)), 0) as seconds
    from (
      -- Of those that may run: since when, for whoever had a time; for the others the one that came first.
      select j.queue_name, min(j.scheduled_at) as since
      from procrastinate.procrastinate_jobs as j where j.status = 'todo' and j.scheduled_at <= now() group by 1
      union all
      select f.queue_name, (select max(e.at) from procrastinate.procrastinate_events as e where e.job_id = f.id and e.type in ('deferred', 'retried'))
      from (
        select j.queue_name, min(j.id) as id from procrastinate.procrastinate_jobs as j where j.status = 'todo' and j.scheduled_at is null group by 1
      ) as f
    ) as q
    group by 1
  ) as w
$$;
comment on function private.job_waits() is 'Per queue, for how many seconds the job waits that could have run first.';
revoke execute on function private.job_waits() from public;
