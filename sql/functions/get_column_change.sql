create function public.get_column_change(change_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_change jsonb := private.column_change_json(change_id);
begin
  if v_change is null then
    raise exception 'There is no such change of a column' using errcode = 'no_data_found', constraint = 'column_change_not_found';
  end if;
  return v_change;
end
$$;
comment on function public.get_column_change(uuid) is 'How far the change of a column is.';
revoke execute on function public.get_column_change(uuid) from public;
grant execute on function public.get_column_change(uuid) to authenticated, service_role;
