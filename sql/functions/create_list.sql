create function public.create_list(
  workspace_id uuid, name text, description text default '', icon text default null, color text default null, columns jsonb default '[]'
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_list_id uuid;
begin
  perform private.check_capability(workspace_id, 'lists.write');
  insert into public.lists (workspace_id, name, description, icon, color, position)
  values (create_list.workspace_id, create_list.name, create_list.description, create_list.icon, create_list.color, (
    select coalesce(max(l.position), 0) + 1 from public.lists as l where l.workspace_id = create_list.workspace_id
  ))
  returning id into v_list_id;
  perform private.insert_columns(workspace_id, v_list_id, columns);
  return private.list_json(v_list_id);
end
$$;
comment on function public.create_list(uuid, text, text, text, text, jsonb) is 'Makes a list, with columns if any are given as an array of {name, type, config, …}.';
revoke execute on function public.create_list(uuid, text, text, text, text, jsonb) from public;
grant execute on function public.create_list(uuid, text, text, text, text, jsonb) to authenticated, service_role;
