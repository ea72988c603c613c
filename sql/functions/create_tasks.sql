create function public.create_tasks(workspace_id uuid, tasks jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('tasks', private.write_batch('create', 'task', workspace_id, tasks));
end
$$;
comment on function public.create_tasks(uuid, jsonb) is 'Creates 1 to 1,000 tasks from an array of {title, deal_id, due_date, …}, all or none.';
revoke execute on function public.create_tasks(uuid, jsonb) from public;
grant execute on function public.create_tasks(uuid, jsonb) to authenticated, service_role;
