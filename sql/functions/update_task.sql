create function public.update_task(task_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return private.update_records('task', private.record_workspace('task', task_id),
    jsonb_build_array(changes || jsonb_build_object('id', task_id, 'version', version))) -> 0;
end
$$;
comment on function public.update_task(uuid, jsonb, bigint) is 'Changes the named fields of a task.';
revoke execute on function public.update_task(uuid, jsonb, bigint) from public;
grant execute on function public.update_task(uuid, jsonb, bigint) to authenticated, service_role;
