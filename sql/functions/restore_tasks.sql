create function public.restore_tasks(workspace_id uuid, task_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('restored', jsonb_array_length(private.write_batch('restore', 'task', workspace_id, private.named_rows(task_ids))));
end
$$;
comment on function public.restore_tasks(uuid, jsonb) is 'Takes 1 to 1,000 tasks out of the trash, all or none.';
revoke execute on function public.restore_tasks(uuid, jsonb) from public;
grant execute on function public.restore_tasks(uuid, jsonb) to authenticated, service_role;
