create function private.plan_workspace_export(workspace_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'exports.write');
  return jsonb_build_object(
    'workspace', (select private.workspace_json(w) from public.workspaces as w where w.id = plan_workspace_export.workspace_id),
    'lists', (select coalesce(jsonb_agg(private.list_json(l.id) order by l.position, l.id), '[]')
      from public.lists as l where l.workspace_id = plan_workspace_export.workspace_id and l.deleted_at is null),
    'views', (select coalesce(jsonb_agg(private.view_json(v) order by v.position, v.id), '[]')
      from public.views as v where v.workspace_id = plan_workspace_export.workspace_id and v.deleted_at is null),
    'members', (select coalesce(jsonb_agg(jsonb_build_object('id', m.user_id, 'role', m.role, 'email', p.email, 'name', p.full_name) order by m.created_at, m.user_id), '[]')
      from public.workspace_members as m join public.user_profiles as p on p.user_id = m.user_id
      where m.workspace_id = plan_workspace_export.workspace_id)
  );
end
$$;
comment on function private.plan_workspace_export(uuid) is
  'For a job that acts as the person who asked: what the manifest of a workspace says, as far as that person sees it.';
revoke execute on function private.plan_workspace_export(uuid) from public;
grant execute on function private.plan_workspace_export(uuid) to authenticated;
