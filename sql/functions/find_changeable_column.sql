create function private.find_changeable_column(column_id uuid)
  returns public.list_columns
  language plpgsql
  stable
  security definer  -- finds the list first, then asks whether the caller may know of it
  set search_path = ''
as $$
declare
  v_column public.list_columns := (select c from public.list_columns as c where c.id = find_changeable_column.column_id);
begin
  if v_column.id is null or not private.is_trusted() and private.member_role(v_column.workspace_id, auth.uid()) is null then
    raise exception 'There is no such column' using errcode = 'no_data_found', constraint = 'column_not_found';
  end if;
  perform private.list_workspace(v_column.list_id, 'lists.write');
  return v_column;
end
$$;
comment on function private.find_changeable_column(uuid) is
  'A column, those in the trash included, of a list that the caller may change; else column_not_found or capability_required.';
revoke execute on function private.find_changeable_column(uuid) from public;
grant execute on function private.find_changeable_column(uuid) to authenticated, service_role;
