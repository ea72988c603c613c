create function private.check_conversion(column_row public.list_columns, type text, config jsonb, format text)
  returns void
  language plpgsql
  stable
  security definer  -- the rules of the types are nobody's to call
  set search_path = ''
as $$
declare
  v_type public.column_types := (select t from public.column_types as t where t.type = check_conversion.type);
  v_problem text;
begin
  v_problem := case
    when column_row.deleted_at is not null then 'The column is in the trash: restore it first'
    when column_row.type = 'attachment' then 'Files are no values: they do not convert into another type'
    when private.is_read_only(column_row.type) then format('Cells of type %s come from the item itself', column_row.type)
    when v_type.type is null then format('There is no column type "%s"', left(check_conversion.type, 100))
    when v_type.type = 'attachment' then 'Values do not become files: add a column and upload them; links are never fetched'
    when v_type.from_text is null then format('Nothing can be converted into the type %s', v_type.type)
    when v_type.type = column_row.type then format('The column is of type %s already; change its settings instead', v_type.type)
    when jsonb_typeof(config) <> 'object' then 'The settings of a column are an object'
    when private.column_config_problem(v_type.type, config) is not null then private.column_config_problem(v_type.type, config)
    when private.conversion_format_problem(v_type.type, check_conversion.format) is not null
      then format('The format for %s %s', v_type.type, private.conversion_format_problem(v_type.type, check_conversion.format))
  end;
  if v_problem is not null then
    raise exception '%', v_problem using errcode = 'check_violation', constraint = 'conversion_invalid';
  end if;
end
$$;
comment on function private.check_conversion(public.list_columns, text, jsonb, text) is 'Refuses a conversion that makes no sense: conversion_invalid.';
revoke execute on function private.check_conversion(public.list_columns, text, jsonb, text) from public;
grant execute on function private.check_conversion(public.list_columns, text, jsonb, text) to authenticated, service_role;
