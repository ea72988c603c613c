create function public.create_view(
  list_id uuid, name text, kind text default 'grid', query jsonb default '{}', settings jsonb default '{}', is_shared boolean default false
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.list_workspace(list_id, case when is_shared then 'views.write' else 'views.read' end);
  v_view public.views;
begin
  insert into public.views (workspace_id, list_id, name, kind, query, settings, owner_id)
  values (
    v_workspace_id, create_view.list_id, create_view.name, create_view.kind, create_view.query, create_view.settings,
    case when not is_shared then private.require_user() end
  )
  returning * into v_view;
  return private.view_json(v_view);
end
$$;
comment on function public.create_view(uuid, text, text, jsonb, jsonb, boolean) is 'Makes a view of a list: the caller''s own, or a shared one.';
revoke execute on function public.create_view(uuid, text, text, jsonb, jsonb, boolean) from public;
grant execute on function public.create_view(uuid, text, text, jsonb, jsonb, boolean) to authenticated, service_role;
