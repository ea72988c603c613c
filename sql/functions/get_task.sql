create function public.get_task(task_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return (
    select private.task_json(t) from public.tasks as t
    where t.id = get_task.task_id and t.workspace_id = private.record_workspace('task', get_task.task_id)
  );
end
$$;
comment on function public.get_task(uuid) is 'One task; also from the trash.';
revoke execute on function public.get_task(uuid) from public;
grant execute on function public.get_task(uuid) to authenticated, service_role;
