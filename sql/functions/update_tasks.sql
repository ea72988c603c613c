create function public.update_tasks(workspace_id uuid, tasks jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('tasks', private.write_batch('update', 'task', workspace_id, tasks));
end
$$;
comment on function public.update_tasks(uuid, jsonb) is 'Changes 1 to 1,000 tasks from an array of {id, version, …}, all or none.';
revoke execute on function public.update_tasks(uuid, jsonb) from public;
grant execute on function public.update_tasks(uuid, jsonb) to authenticated, service_role;
