create function public.find_tasks(
  workspace_id uuid default null, filter jsonb default '{}', sort text default 'created', cursor text default null, page_size integer default 100
)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  return private.find_records('task', workspace_id, filter, sort, cursor, page_size);
end
$$;
comment on function public.find_tasks(uuid, jsonb, text, text, integer) is 'A page of the tasks of a workspace, or of all the caller''s; docs/crm.md lists what filter and sort take.';
revoke execute on function public.find_tasks(uuid, jsonb, text, text, integer) from public;
grant execute on function public.find_tasks(uuid, jsonb, text, text, integer) to authenticated, service_role;
