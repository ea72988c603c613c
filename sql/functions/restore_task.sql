create function public.restore_task(task_id uuid)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.write_batch('restore', 'task', private.record_workspace('task', task_id),
    jsonb_build_array(jsonb_build_object('id', task_id, 'version', null))) -> 0;
end
$$;
comment on function public.restore_task(uuid) is 'Takes a task out of the trash.';
revoke execute on function public.restore_task(uuid) from public;
grant execute on function public.restore_task(uuid) to authenticated, service_role;
