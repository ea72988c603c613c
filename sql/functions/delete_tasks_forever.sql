create function public.delete_tasks_forever(workspace_id uuid, task_ids jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  return jsonb_build_object('deleted', jsonb_array_length(private.write_batch('delete', 'task', workspace_id, private.named_rows(task_ids))));
end
$$;
comment on function public.delete_tasks_forever(uuid, jsonb) is 'Deletes tasks of the trash for good; all or none: not_in_trash where one is not there.';
revoke execute on function public.delete_tasks_forever(uuid, jsonb) from public;
grant execute on function public.delete_tasks_forever(uuid, jsonb) to authenticated, service_role;
