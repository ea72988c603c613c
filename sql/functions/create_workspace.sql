create function public.create_workspace(
  name text, id uuid default null, default_currency text default 'USD', locale text default 'en', time_zone text default 'UTC'
)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- makes the first membership, which nobody may write directly
  set search_path = ''
as $$
declare
  v_user_id uuid := private.require_user();
  v_workspace public.workspaces;
begin
  perform private.check_time_zone(time_zone);
  v_workspace.id := coalesce(id, private.uuid_v7());
  -- The owner first: a workspace is never without one, not even between two statements.
  insert into public.workspace_members (workspace_id, user_id, role) values (v_workspace.id, v_user_id, 'owner');
  insert into public.workspaces (id, name, default_currency, locale, time_zone, created_by)
  values (v_workspace.id, name, default_currency, locale, time_zone, v_user_id)
  returning * into v_workspace;
  return private.workspace_json(v_workspace);
end
$$;
comment on function public.create_workspace(text, uuid, text, text, text) is 'Makes a workspace with the caller as its owner.';
revoke execute on function public.create_workspace(text, uuid, text, text, text) from public;
grant execute on function public.create_workspace(text, uuid, text, text, text) to authenticated, service_role;
