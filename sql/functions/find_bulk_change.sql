create function private.find_bulk_change(bulk_change_id uuid)
  returns public.bulk_changes
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_change public.bulk_changes := (select b from public.bulk_changes as b where b.id = bulk_change_id);
begin
  if v_change.id is null then
    raise exception 'There is no such bulk change' using errcode = 'no_data_found', constraint = 'bulk_change_not_found';
  end if;
  return v_change;
end
$$;
comment on function private.find_bulk_change(uuid) is 'The bulk change, if the caller may see it; else bulk_change_not_found.';
revoke execute on function private.find_bulk_change(uuid) from public;
grant execute on function private.find_bulk_change(uuid) to authenticated, service_role;
