create function private.is_merged_option(column_id uuid, option_id text)
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select exists (
    select from private.merged_options as m where m.column_id = is_merged_option.column_id and m.option_id = is_merged_option.option_id
  )
$$;
comment on function private.is_merged_option(uuid, text) is 'Whether this option has become another one.';
revoke execute on function private.is_merged_option(uuid, text) from public;
grant execute on function private.is_merged_option(uuid, text) to authenticated, service_role;
