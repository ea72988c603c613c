create function private.expire_exports()
  returns bigint
  language plpgsql
  volatile
  security definer  -- the worker may not write exports
  set search_path = ''
as $$
declare
  v_count bigint;
begin
  update public.exports as e set status = 'expired' where e.status = 'done' and e.expires_at <= now();
  get diagnostics v_count = row_count;
  -- A job that was given up, such as one whose worker died each time, is not begun again and again.
  update public.exports as e
  set status = 'failed', finished_at = now(), error = '{"code": "given_up", "message": "It came to no end within a day. Ask for it again."}'
  where e.status in ('queued', 'running') and e.updated_at < now() - interval '1 day';
  return v_count;
end
$$;
comment on function private.expire_exports() is 'Marks the exports whose time is over, and those that come to no end; their files may go then. Returns how many expired.';
revoke execute on function private.expire_exports() from public;
grant execute on function private.expire_exports() to worker;
