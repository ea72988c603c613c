create function private.find_kept_exports(export_ids uuid[])
  returns uuid[]
  language sql
  stable
  security definer  -- the worker may not read exports
  set search_path = ''
as $$
  select array(select e.id from public.exports as e where e.id = any (export_ids) and e.status in ('queued', 'running', 'done'))
$$;
comment on function private.find_kept_exports(uuid[]) is 'Of these exports, those that have a file or are making one.';
revoke execute on function private.find_kept_exports(uuid[]) from public;
grant execute on function private.find_kept_exports(uuid[]) to worker;
