create function public.trash_task(task_id uuid, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.write_batch('trash', 'task', private.record_workspace('task', task_id),
    jsonb_build_array(jsonb_build_object('id', task_id, 'version', version))) -> 0;
end
$$;
comment on function public.trash_task(uuid, bigint) is 'Puts a task into the trash.';
revoke execute on function public.trash_task(uuid, bigint) from public;
grant execute on function public.trash_task(uuid, bigint) to authenticated, service_role;
