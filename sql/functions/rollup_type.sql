create function private.rollup_type(function text, type text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when function like 'count%' then 'integer'
    when function in ('and', 'or') then 'boolean'
    when function = 'concat' then 'long_text'
    when type in ('created_at', 'updated_at') then 'datetime'
    when function in ('min', 'max') and type <> 'auto_number' then type
    when function in ('sum', 'min', 'max') and type in ('integer', 'rating', 'auto_number') then 'integer'
    when type in ('currency', 'percent', 'duration') then type
    else 'number' end
$$;
comment on function private.rollup_type(text, text) is
  'The type that a rollup of values of a type gives.';
revoke execute on function private.rollup_type(text, text) from public;
