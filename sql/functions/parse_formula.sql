create function private.parse_formula(formula text)
  returns jsonb
  language plpgsql
  immutable
  set search_path = ''
as $$
-- Operators wait on a stack until one comes that binds less. No function calls itself, so that no formula
-- is too deep for the stack of the server.
declare
  v_state private.formula_parse := row('{}', '{}', '{}');
  v_token private.formula_token;
  v_wants_value boolean := true;
begin
  for v_token in select t.* from private.formula_tokens(formula) as t loop
    if v_wants_value then
      v_state := private.formula_value(v_state, v_token);
      v_wants_value := v_token.kind in ('open', 'call', 'operator');
    else
      v_state := private.formula_next(v_state, v_token);
      v_wants_value := v_token.kind <> 'close';
    end if;
  end loop;
  if v_wants_value then
    perform private.refuse_formula(length(formula) + 1, 'syntax', case when formula ~ '\S' then 'a value is missing at the end' else 'the formula is empty' end);
  end if;
  v_state := private.formula_reduce(v_state, 0);
  if cardinality(v_state.pending) > 0 then
    perform private.refuse_formula((v_state.pending[cardinality(v_state.pending)] ->> 'at')::integer, 'syntax', 'a bracket opens here and never closes');
  end if;
  return to_jsonb(v_state.nodes);
end
$$;
comment on function private.parse_formula(text) is
  'The nodes of a formula, arguments before what takes them, the whole last: {kind, value} of literals and columns, {kind: "call", name, arguments} of operators and functions, each with at (its character, from 1) and depth. Or formula_invalid.';
revoke execute on function private.parse_formula(text) from public;
grant execute on function private.parse_formula(text) to authenticated, service_role;
