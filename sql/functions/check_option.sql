create function private.check_option(column_row public.list_columns, option_id text)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if column_row.type not in ('select', 'multi_select') then
    raise exception 'Column "%" is of type % and has no options', column_row.name, column_row.type
      using errcode = 'check_violation', constraint = 'option_invalid';
  elsif not column_row.config -> 'options' @> jsonb_build_array(jsonb_build_object('id', option_id)) then
    raise exception 'Column "%" has no option "%"', column_row.name, left(option_id, 100)
      using errcode = 'no_data_found', constraint = 'option_not_found';
  end if;
end
$$;
comment on function private.check_option(public.list_columns, text) is 'Refuses an option that the column does not have: option_not_found.';
revoke execute on function private.check_option(public.list_columns, text) from public;
grant execute on function private.check_option(public.list_columns, text) to authenticated, service_role;
