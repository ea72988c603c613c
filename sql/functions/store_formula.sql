create function private.store_formula(formula text, columns jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_stored text := formula;
  v_token private.formula_token;
begin
  -- From the end, so that the places of those before stay.
  for v_token in select t.* from private.formula_tokens(formula) as t where t.kind = 'column' order by t.at desc loop
    v_stored := overlay(v_stored placing format('{%s}', private.find_formula_column(columns, private.formula_literal(v_token) ->> 'value', v_token.at) ->> 'key')
      from v_token.at for length(v_token.body));
  end loop;
  return v_stored;
end
$$;
comment on function private.store_formula(text, jsonb) is
  'A formula as it is stored: columns by their keys, so that a new name breaks nothing. Or formula_invalid for a column that is not there.';
revoke execute on function private.store_formula(text, jsonb) from public;
grant execute on function private.store_formula(text, jsonb) to authenticated, service_role;
