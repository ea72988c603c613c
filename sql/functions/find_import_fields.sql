create function public.find_import_fields(workspace_id uuid, target text)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_fields constant jsonb := private.import_fields(workspace_id, target);
begin
  perform private.check_capability(workspace_id, 'crm.read');
  if v_fields is null then
    raise exception 'A file becomes items of a list, contacts or deals' using errcode = 'check_violation', constraint = 'imports_target_is_known',
      hint = 'Ask for the fields of contacts or deals; those of a list are its columns.';
  end if;
  return jsonb_build_object('fields', (select jsonb_agg(f.field - '{id,default_value,keeps}'::text[] order by f.n) from jsonb_array_elements(v_fields) with ordinality as f (field, n)));
end
$$;
comment on function public.find_import_fields(uuid, text) is 'What a file can say of contacts or deals: the fields that a mapping names, by key or name.';
revoke execute on function public.find_import_fields(uuid, text) from public;
grant execute on function public.find_import_fields(uuid, text) to authenticated, service_role;
