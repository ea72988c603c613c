create function private.find_open_imports(import_ids uuid[])
  returns uuid[]
  language sql
  stable
  security definer  -- the worker may not read imports
  set search_path = ''
as $$
  select array(select i.id from public.imports as i where i.id = any (import_ids) and i.status in ('queued', 'running'))
$$;
comment on function private.find_open_imports(uuid[]) is 'Which of these imports still need their file.';
revoke execute on function private.find_open_imports(uuid[]) from public;
grant execute on function private.find_open_imports(uuid[]) to worker;
