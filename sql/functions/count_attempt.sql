create function private.count_attempt(subject text, at_most integer)
  returns void
  language plpgsql
  volatile
  security definer  -- nobody may touch the counters otherwise
  set search_path = ''
as $$
declare
  v_window constant interval := '1 minute';
  v_attempt private.attempts;
begin
  -- A few old windows at a time, so that the table stays small without a job.
  delete from private.attempts as a
  where a.ctid in (
    select o.ctid from private.attempts as o
    where o.started_at < now() - interval '1 hour' limit 10 for update skip locked
  );
  insert into private.attempts as a (subject) values (left(count_attempt.subject, 400))
  on conflict on constraint attempts_pkey do update set
    count = case when a.started_at <= now() - v_window then 1 else a.count + 1 end,
    started_at = case when a.started_at <= now() - v_window then now() else a.started_at end
  returning a.* into v_attempt;
  if v_attempt.count > at_most then
    -- Undoes this count: the window ends a minute after it began, however often somebody tries.
    raise exception 'There were too many attempts'
      using errcode = 'configuration_limit_exceeded', constraint = 'too_many_attempts',
        detail = ceil(extract(epoch from v_attempt.started_at + v_window - now()))::text,
        hint = 'Wait a minute and try again.';
  end if;
end
$$;
comment on function private.count_attempt(text, integer) is
  'Counts one attempt in the current minute. Beyond the limit: too_many_attempts, with the seconds to wait as DETAIL.';
revoke execute on function private.count_attempt(text, integer) from public;
grant execute on function private.count_attempt(text, integer) to service_role;
