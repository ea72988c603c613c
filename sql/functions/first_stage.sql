create function private.first_stage(workspace_id uuid, pipeline_id uuid)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select s.key from public.pipeline_stages as s
  where s.pipeline_id = first_stage.pipeline_id and s.workspace_id = first_stage.workspace_id and s.key <> 'closed'
  order by s.position, s.key limit 1
$$;
comment on function private.first_stage(uuid, uuid) is 'The stage that a deal begins in, as far as the caller may see it.';
revoke execute on function private.first_stage(uuid, uuid) from public;
grant execute on function private.first_stage(uuid, uuid) to authenticated, service_role;
