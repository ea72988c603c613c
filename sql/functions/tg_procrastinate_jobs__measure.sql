create function private.tg_procrastinate_jobs__measure()
  returns trigger
  language plpgsql
  security definer  -- the counts are nobody's to write
  set search_path = ''
as $$
declare
  v_started constant timestamptz := (
    select max(e.at) from procrastinate.procrastinate_events as e where e.job_id = new.id and e.type = 'started'
  );
  v_failures constant integer := (new.status <> 'succeeded')::integer;
begin
  perform private.record_runs(new.task_name, 1, v_failures, coalesce(extract(epoch from clock_timestamp() - v_started), 0)::double precision);
  return null;
end
$$;
comment on function private.tg_procrastinate_jobs__measure() is
  'Counts an attempt of a job that has ended, in whichever process, also when its worker died and another took it over.';
revoke execute on function private.tg_procrastinate_jobs__measure() from public;
