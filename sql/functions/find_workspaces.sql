create function public.find_workspaces()
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select jsonb_build_object('workspaces', coalesce(jsonb_agg(private.workspace_json(w) order by lower(w.name), w.id), '[]'))
  from public.workspaces as w
$$;
comment on function public.find_workspaces() is 'The caller''s workspaces with their role in each.';
revoke execute on function public.find_workspaces() from public;
grant execute on function public.find_workspaces() to authenticated, service_role;
