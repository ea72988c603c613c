create function private.formula_tokens(formula text)
  returns setof private.formula_token
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_token private.formula_token;
  v_at integer := 1;
begin
  if length(formula) > 5000 then
    perform private.refuse_formula(5001, 'too_long', format('a formula has at most 5000 characters, this one has %s', length(formula)));
  end if;
  -- The longest match wins. "C": letters and digits are those of ASCII, whatever the database's own collation is.
  for v_token.body in
    select m.token[1] from regexp_matches(formula collate "C", '([\s\u00A0]+|(?:[0-9]+(?:[.][0-9]+)?|[.][0-9]+)(?:[eE][+-]?[0-9]{1,2})?'
      '|"(?:[^"\\]|\\.|"")*"|\{[^{}]*\}|[A-Za-z_][A-Za-z0-9_]*(?:[\s\u00A0]*\()?|<>|!=|<=|>=|==|.)', 'g') as m (token)
  loop
    v_token.at := v_at;
    v_token.kind := private.formula_token_kind(v_token.body);
    if v_token.kind is null then
      perform private.refuse_formula(v_at, 'syntax', private.formula_character_problem(v_token.body));
    elsif v_token.kind <> 'space' then
      return next v_token;
    end if;
    v_at := v_at + length(v_token.body);
  end loop;
end
$$;
comment on function private.formula_tokens(text) is
  'The pieces of a formula in order, white space left out.';
revoke execute on function private.formula_tokens(text) from public;
grant execute on function private.formula_tokens(text) to authenticated, service_role;
