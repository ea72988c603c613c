create function private.export_options(format text)
  returns text[]
  language sql
  immutable
  set search_path = ''
as $$
  select '{columns,ids}'::text[]
    || case when format in ('csv', 'xlsx') then '{protection}'::text[] else '{}' end
    || case when format = 'csv' then '{delimiter,encoding,byte_order_mark}'::text[] else '{}' end
$$;
comment on function private.export_options(text) is 'The options that an export in a format may have.';
revoke execute on function private.export_options(text) from public;
grant execute on function private.export_options(text) to authenticated, service_role;
