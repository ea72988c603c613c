create function private.find_import(import_id uuid)
  returns public.imports
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_import public.imports;
begin
  select i.* into v_import from public.imports as i where i.id = find_import.import_id;
  if v_import.id is null then
    raise exception 'There is no such import' using errcode = 'no_data_found', constraint = 'import_not_found';
  end if;
  return v_import;
end
$$;
comment on function private.find_import(uuid) is 'The import, if the caller may see it; else import_not_found.';
revoke execute on function private.find_import(uuid) from public;
grant execute on function private.find_import(uuid) to authenticated, service_role;
