create function private.unique_digest(type text, key text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- 1 and 1.0 are one number, 10:00:00Z and 10:00:00.000Z one moment; text is what it is.
  select format('sha256(convert_to(%s, ''UTF8''))', case
    when type in ('integer', 'number', 'currency', 'percent', 'duration') then format('trim_scale((v ->> %L)::numeric)::text', key)
    when type = 'datetime' then format('rtrim(rtrim(v ->> %L, ''Z'') || case when v ->> %1$L like ''%%.%%'' then '''' else ''.'' end, ''0'')', key)
    else format('v ->> %L', key)
  end)
$$;
comment on function private.unique_digest(text, text) is 'SQL over v: the digest by which values of a unique column are compared; null for an empty cell.';
revoke execute on function private.unique_digest(text, text) from public;
grant execute on function private.unique_digest(text, text) to worker;
