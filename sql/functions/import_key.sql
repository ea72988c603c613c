create function private.import_key(type text, j text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- As private.unique_digest, but that an e-mail address is one however it is written.
  select format(case
    when type in ('integer', 'number', 'currency', 'percent', 'rating', 'duration') then 'trim_scale((%s #>> ''{}'')::numeric)::text'
    when type = 'datetime' then 'rtrim(rtrim(%1$s #>> ''{}'', ''Z'') || case when %1$s #>> ''{}'' like ''%%.%%'' then '''' else ''.'' end, ''0'')'
    when type = 'email' then 'lower(%s #>> ''{}'')'
    else '%s #>> ''{}'''
  end, '(' || j || ')')
$$;
comment on function private.import_key(text, text) is
  'SQL of the text by which values of a type are told apart; j is SQL of the value as jsonb. Null for an empty cell.';
revoke execute on function private.import_key(text, text) from public;
grant execute on function private.import_key(text, text) to authenticated;
