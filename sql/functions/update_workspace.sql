create function public.update_workspace(workspace_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace public.workspaces;
begin
  perform private.check_fields(changes, '{name,default_currency,locale,time_zone,trash_days,settings}');
  perform private.check_capability(workspace_id, 'workspace.update');
  if changes ? 'time_zone' then
    perform private.check_time_zone(changes ->> 'time_zone');
  end if;
  select w.* into v_workspace from public.workspaces as w where w.id = update_workspace.workspace_id for update;
  perform private.check_version(update_workspace.version, v_workspace.version);
  v_workspace := jsonb_populate_record(v_workspace, changes);
  update public.workspaces as w set
    name = v_workspace.name, default_currency = v_workspace.default_currency, locale = v_workspace.locale,
    time_zone = v_workspace.time_zone, trash_days = v_workspace.trash_days, settings = v_workspace.settings
  where w.id = update_workspace.workspace_id
  returning w.* into v_workspace;
  return private.workspace_json(v_workspace);
end
$$;
comment on function public.update_workspace(uuid, jsonb, bigint) is 'Changes the settings of a workspace; fields that are not named stay.';
revoke execute on function public.update_workspace(uuid, jsonb, bigint) from public;
grant execute on function public.update_workspace(uuid, jsonb, bigint) to authenticated, service_role;
