create function private.formula_result(root private.formula_part)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case root.type
    when 'number' then format('to_jsonb(trim_scale(%s))', root.code)
    when 'text' then format('to_jsonb(nullif(%s, ''''))', root.code)
    when 'datetime' then format('to_jsonb(%s)', private.formula_as_text('datetime', root.code))
    when 'null' then 'to_jsonb(null::text)'
    else format('to_jsonb(%s)', root.code) end
$$;
comment on function private.formula_result(private.formula_part) is
  'SQL of what a formula gives as the JSON of a cell, null when it is blank.';
revoke execute on function private.formula_result(private.formula_part) from public;
grant execute on function private.formula_result(private.formula_part) to authenticated, service_role;
