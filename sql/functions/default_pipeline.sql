create function private.default_pipeline(workspace_id uuid)
  returns uuid
  language sql
  stable
  set search_path = ''
as $$
  select p.id from public.pipelines as p
  where p.workspace_id = default_pipeline.workspace_id and p.archived_at is null
  order by p.is_default desc, p.position, p.id limit 1
$$;
comment on function private.default_pipeline(uuid) is 'Where a deal begins that names no pipeline, as far as the caller may see it: the default, else the first.';
revoke execute on function private.default_pipeline(uuid) from public;
grant execute on function private.default_pipeline(uuid) to authenticated, service_role;
