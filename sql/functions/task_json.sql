create function private.task_json(task public.tasks)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select to_jsonb(task)
$$;
comment on function private.task_json(public.tasks) is 'A task as clients see it.';
revoke execute on function private.task_json(public.tasks) from public;
grant execute on function private.task_json(public.tasks) to authenticated, service_role;
