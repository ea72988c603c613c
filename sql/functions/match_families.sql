create function private.match_families(kind text)
  returns jsonb
  language sql
  immutable
  set search_path = ''
as $$
  select case kind
    when 'range' then '{"offer": ["number"], "request": ["range"]}'
    when 'at_least' then '{"offer": ["number", "date", "datetime"], "request": ["number", "date", "datetime"]}'
    when 'at_most' then '{"offer": ["number", "date", "datetime"], "request": ["number", "date", "datetime"]}'
    when 'one_of' then '{"offer": ["choice", "choices", "text", "place"], "request": ["choice", "choices", "text"]}'
    when 'all_of' then '{"offer": ["choices"], "request": ["choices"]}'
  end::jsonb
$$;
comment on function private.match_families(text) is
  'Of which families the columns of a criterion of this kind may be; null: there is no such kind.';
revoke execute on function private.match_families(text) from public;
grant execute on function private.match_families(text) to authenticated, service_role;
