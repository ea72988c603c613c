create function private.formula_text(body text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- A backslash before anything else is a backslash: patterns such as "\d" are written as they are.
  select coalesce(string_agg(case m.piece[1] when '""' then '"' when '\"' then '"' when '\\' then '\' when '\n' then E'\n' when '\t' then E'\t'
    else m.piece[1] end, '' order by m.n), '')
  from regexp_matches(substr(body, 2, length(body) - 2), '(\\.|""|[^\\"]+)', 'g') with ordinality as m (piece, n)
$$;
comment on function private.formula_text(text) is
  'What the text between " and " says: "" and \" are ", \\ is \, \n ends a line, \t is a tab.';
revoke execute on function private.formula_text(text) from public;
grant execute on function private.formula_text(text) to authenticated, service_role;
