create function private.formula_value(state private.formula_parse, token private.formula_token)
  returns private.formula_parse
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_top constant jsonb := state.pending[cardinality(state.pending)];
begin
  if token.kind in ('open', 'call') then
    if cardinality(state.pending) >= 200 then
      perform private.refuse_formula(token.at, 'too_deep', 'more than 200 brackets and operators wait for their end');
    end if;
    state.pending := array_append(state.pending, jsonb_build_object(
      'open', case token.kind when 'call' then lower(rtrim(token.body, E'( \t\r\n\u00A0')) else '' end, 'arguments', 0, 'at', token.at));
    return state;
  elsif token.body = '-' then
    state.pending := array_append(state.pending, jsonb_build_object('name', '-', 'arity', 1, 'rank', 5, 'at', token.at));
    return state;
  elsif token.body = '+' then
    return state;
  elsif token.kind = 'close' and v_top ? 'open' and v_top ->> 'open' <> '' and v_top ->> 'arguments' = '0' then
    state.pending := trim_array(state.pending, 1);
    return private.formula_apply(state, v_top ->> 'open', 0, (v_top ->> 'at')::integer);
  end if;
  return private.formula_push(state, private.formula_literal(token), token.at, 1);
end
$$;
comment on function private.formula_value(private.formula_parse, private.formula_token) is
  'Reads a piece where a value is wanted: a literal, a column, a bracket, the name of a function, a sign.';
revoke execute on function private.formula_value(private.formula_parse, private.formula_token) from public;
grant execute on function private.formula_value(private.formula_parse, private.formula_token) to authenticated, service_role;
