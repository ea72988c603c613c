create function private.get_job_metrics()
  returns jsonb
  language sql
  stable
  security definer  -- the queue is the worker's
  set search_path = ''
as $$
  select jsonb_build_object(
    -- Each part reads a partial index: what has ended well, which is most, is not looked at.
    'jobs', coalesce((
      select jsonb_agg(to_jsonb(c)) from (
        select j.queue_name as queue, j.status::text as status, count(*) as count
        from procrastinate.procrastinate_jobs as j where j.status in ('todo', 'doing') group by 1, 2
        union all
        select j.queue_name, 'failed', count(*) from procrastinate.procrastinate_jobs as j where j.status = 'failed' group by 1
      ) as c
    ), '[]'),
    'dead', coalesce((
      select jsonb_agg(to_jsonb(d)) from (
        select j.task_name as task, count(*) as count from procrastinate.procrastinate_jobs as j where j.status = 'failed' group by 1
      ) as d
    ), '[]'),
    'waiting', private.job_waits(),
    'tasks', coalesce((select jsonb_agg(to_jsonb(t) || jsonb_build_object(
      'last_success', extract(epoch from t.last_success_at), 'last_failure', extract(epoch from t.last_failure_at))) from private.task_runs as t), '[]'),
    'mails', coalesce((
      select jsonb_object_agg(m.state, m.count) from (
        select m.state, count(*) as count from private.notification_mails as m where m.state not in ('sent', 'dropped') group by 1
      ) as m
    ), '{}'),
    'workers', (select count(*) from procrastinate.procrastinate_workers as w where w.last_heartbeat > now() - interval '15 seconds')
  )
$$;
comment on function private.get_job_metrics() is 'What /metrics says of the queue, its tasks, the mails of notifications and the workers that live.';
revoke execute on function private.get_job_metrics() from public;
grant execute on function private.get_job_metrics() to service_role;
