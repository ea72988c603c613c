create function private.formula_apply(state private.formula_parse, name text, arity integer, at integer)
  returns private.formula_parse
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_first constant integer := cardinality(state.operands) - arity + 1;
  v_arguments constant integer[] := state.operands[v_first:];
  v_depth integer := 1 + coalesce((select max((state.nodes[a] ->> 'depth')::integer) from unnest(v_arguments) as a), 0);
begin
  state.operands := state.operands[:v_first - 1];
  return private.formula_push(state, jsonb_build_object('kind', 'call', 'name', name, 'arguments', to_jsonb(v_arguments)), at, v_depth);
end
$$;
comment on function private.formula_apply(private.formula_parse, text, integer, integer) is
  'Makes the last values that wait the arguments of an operator or function.';
revoke execute on function private.formula_apply(private.formula_parse, text, integer, integer) from public;
grant execute on function private.formula_apply(private.formula_parse, text, integer, integer) to authenticated, service_role;
