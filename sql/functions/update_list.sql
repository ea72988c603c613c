create function public.update_list(list_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_list public.lists;
begin
  perform private.check_fields(changes, '{name,description,icon,color,position,settings,archived_at}');
  perform private.list_workspace(list_id, 'lists.write');
  select l.* into v_list from public.lists as l where l.id = update_list.list_id for update;
  perform private.check_version(update_list.version, v_list.version);
  v_list := jsonb_populate_record(v_list, changes);
  update public.lists as l set
    name = v_list.name, description = v_list.description, icon = v_list.icon, color = v_list.color,
    position = v_list.position, settings = v_list.settings, archived_at = v_list.archived_at
  where l.id = update_list.list_id;
  return private.list_json(list_id);
end
$$;
comment on function public.update_list(uuid, jsonb, bigint) is 'Changes a list; fields that are not named stay.';
revoke execute on function public.update_list(uuid, jsonb, bigint) from public;
grant execute on function public.update_list(uuid, jsonb, bigint) to authenticated, service_role;
