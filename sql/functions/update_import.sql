create function public.update_import(import_id uuid, changes jsonb)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- imports have no direct grants
  set search_path = ''
as $$
declare
  v_import public.imports := private.lock_import(import_id, 'lists.write');
begin
  perform private.check_fields(changes, '{target,list_id,list_name,options,mapping,mode,key_columns}');
  perform private.refuse_import_run(v_import);
  if changes ?| '{list_id,list_name,target}' then
    v_import.list_id := null;
    v_import.list_name := null;
  elsif v_import.list_id is not null then
    v_import.list_name := null;
  end if;
  v_import := jsonb_populate_record(v_import, changes);
  v_import.options := coalesce(v_import.options, '{}');
  v_import.mapping := coalesce(v_import.mapping, '{}');
  v_import.key_columns := case v_import.mode when 'insert' then '{}' else coalesce(v_import.key_columns, '{}') end;
  v_import.target := coalesce(v_import.target, 'list');
  v_import := private.check_import(v_import);
  update public.imports as i set target = v_import.target, list_id = v_import.list_id, list_name = v_import.list_name, options = v_import.options,
    mapping = v_import.mapping, mode = v_import.mode, key_columns = v_import.key_columns
  where i.id = v_import.id and i.workspace_id = v_import.workspace_id returning i.* into v_import;
  return private.import_json(v_import);
end
$$;
comment on function public.update_import(uuid, jsonb) is
  'Changes what an import is to do, {target, list_id or list_name, options, mapping, mode, key_columns}, before it is run or run again.';
revoke execute on function public.update_import(uuid, jsonb) from public;
grant execute on function public.update_import(uuid, jsonb) to authenticated;
