create function private.is_live_task(task public.tasks)
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select not exists (
    select from public.deals as d where d.id = task.deal_id and d.workspace_id = task.workspace_id and d.deleted_at is not null
  ) and not exists (
    select from public.contacts as c where c.id = task.contact_id and c.workspace_id = task.workspace_id and c.deleted_at is not null
  )
$$;
comment on function private.is_live_task(public.tasks) is 'Whether what the task is about is not in the trash.';
revoke execute on function private.is_live_task(public.tasks) from public;
grant execute on function private.is_live_task(public.tasks) to authenticated, service_role;
