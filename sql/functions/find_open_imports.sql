create function private.find_open_imports(import_ids uuid[])
  returns uuid[]
  language sql
  stable
  security definer  -- the worker may not read imports
  set search_path = ''
as $$
  select array(
    select i.id from public.imports as i where i.id = any (import_ids) and (
      i.status in ('queued', 'running') or i.status in ('inspected', 'checked', 'failed') and i.updated_at > now() - interval '24 hours'
    )
  )
$$;
comment on function private.find_open_imports(uuid[]) is
  'Which of these imports still need their file: those on their way, and for a day those that may be run again.';
revoke execute on function private.find_open_imports(uuid[]) from public;
grant execute on function private.find_open_imports(uuid[]) to worker;
