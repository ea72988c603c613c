create function private.conversion_requirement(column_row public.list_columns, type text, config jsonb, format text)
  returns text
  language sql
  stable
  security definer  -- as import_requirement
  set search_path = ''
as $$
  select private.import_requirement(private.conversion_spec(column_row, type, config, format))
$$;
comment on function private.conversion_requirement(public.list_columns, text, jsonb, text) is 'Why a value does not convert, in words.';
revoke execute on function private.conversion_requirement(public.list_columns, text, jsonb, text) from public;
grant execute on function private.conversion_requirement(public.list_columns, text, jsonb, text) to authenticated, service_role;
