create function private.record_job_error(job_id bigint, error text)
  returns void
  language sql
  volatile
  security definer  -- the reasons are nobody's to write
  set search_path = ''
as $$
  insert into private.job_errors as e (job_id, error)
  select j.id, left(record_job_error.error, 1000) from procrastinate.procrastinate_jobs as j where j.id = record_job_error.job_id
  on conflict on constraint job_errors_pkey do update set error = excluded.error, created_at = now()
$$;
comment on function private.record_job_error(bigint, text) is 'Keeps why the last attempt of a job failed.';
revoke execute on function private.record_job_error(bigint, text) from public;
grant execute on function private.record_job_error(bigint, text) to worker;
