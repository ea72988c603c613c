create function private.find_export(export_id uuid)
  returns public.exports
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_export constant public.exports := (select e from public.exports as e where e.id = find_export.export_id);
begin
  if v_export.id is null then
    raise exception 'There is no such export' using errcode = 'no_data_found', constraint = 'export_not_found';
  end if;
  return v_export;
end
$$;
comment on function private.find_export(uuid) is 'The export, if it is the caller''s own and they may export still; else export_not_found.';
revoke execute on function private.find_export(uuid) from public;
grant execute on function private.find_export(uuid) to authenticated, service_role;
