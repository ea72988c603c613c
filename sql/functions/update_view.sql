create function public.update_view(view_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_view public.views := private.lock_view(view_id);
begin
  perform private.check_fields(changes, '{name,kind,query,settings,is_shared,is_locked,position,deleted_at}');
  perform private.check_version(update_view.version, v_view.version);
  v_view := jsonb_populate_record(v_view, changes);
  if (changes ->> 'is_shared')::boolean then
    perform private.check_capability(v_view.workspace_id, 'views.write');
    v_view.owner_id := null;
  elsif not (changes ->> 'is_shared')::boolean and v_view.owner_id is null then
    v_view.owner_id := private.require_user();
    v_view.is_locked := false;
  end if;
  update public.views as v set
    name = v_view.name, kind = v_view.kind, query = v_view.query, settings = v_view.settings, owner_id = v_view.owner_id,
    is_locked = v_view.is_locked, position = v_view.position, deleted_at = v_view.deleted_at
  where v.id = v_view.id and v.workspace_id = v_view.workspace_id
  returning v.* into v_view;
  return private.view_json(v_view);
end
$$;
comment on function public.update_view(uuid, jsonb, bigint) is
  'Changes a view; is_shared shows it to everybody or makes it the caller''s own, deleted_at null brings it back from the trash.';
revoke execute on function public.update_view(uuid, jsonb, bigint) from public;
grant execute on function public.update_view(uuid, jsonb, bigint) to authenticated, service_role;
