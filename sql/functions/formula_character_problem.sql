create function private.formula_character_problem(body text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when body = '"' then 'a text begins here and never ends; its last character must be "'
    when body = '{' then 'the name of a column begins here and never ends; it stands between { and }'
    when body = '}' then 'this "}" has no "{"'
    when body ~ '^[''“”‘’„«»]' then 'a text stands between two straight ", such as "sold"'
    when body = ';' then 'values of a function are separated by commas'
    else format('formulas know no "%s"', body)
  end
$$;
comment on function private.formula_character_problem(text) is
  'Why a character cannot stand in a formula, outside texts and names.';
revoke execute on function private.formula_character_problem(text) from public;
grant execute on function private.formula_character_problem(text) to authenticated, service_role;
