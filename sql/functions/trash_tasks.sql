create function public.trash_tasks(workspace_id uuid, task_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('trashed', jsonb_array_length(private.write_batch('trash', 'task', workspace_id, private.named_rows(task_ids))));
end
$$;
comment on function public.trash_tasks(uuid, jsonb) is 'Puts 1 to 1,000 tasks into the trash, all or none.';
revoke execute on function public.trash_tasks(uuid, jsonb) from public;
grant execute on function public.trash_tasks(uuid, jsonb) to authenticated, service_role;
