create function private.formula_push(state private.formula_parse, node jsonb, at integer, depth integer)
  returns private.formula_parse
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if cardinality(state.nodes) >= 500 then
    perform private.refuse_formula(at, 'too_many_parts', 'a formula has at most 500 values, operators and functions');
  elsif depth > 60 then
    perform private.refuse_formula(at, 'too_deep',
      'values and operators are nested more than 60 deep; long chains are written with sum(), concat(), and(), or(), ifs() or switch()');
  end if;
  state.nodes := array_append(state.nodes, node || jsonb_build_object('at', at, 'depth', depth));
  state.operands := array_append(state.operands, cardinality(state.nodes));
  return state;
end
$$;
comment on function private.formula_push(private.formula_parse, jsonb, integer, integer) is
  'Adds a node, which waits for an operator from then on.';
revoke execute on function private.formula_push(private.formula_parse, jsonb, integer, integer) from public;
grant execute on function private.formula_push(private.formula_parse, jsonb, integer, integer) to authenticated, service_role;
