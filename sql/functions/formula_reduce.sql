create function private.formula_reduce(state private.formula_parse, rank integer)
  returns private.formula_parse
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_top jsonb;
begin
  loop
    v_top := state.pending[cardinality(state.pending)];
    exit when v_top is null or v_top ? 'open' or (v_top ->> 'rank')::integer < rank;
    state.pending := trim_array(state.pending, 1);
    state := private.formula_apply(state, v_top ->> 'name', (v_top ->> 'arity')::integer, (v_top ->> 'at')::integer);
  end loop;
  return state;
end
$$;
comment on function private.formula_reduce(private.formula_parse, integer) is
  'Applies the operators that wait and bind at least as much as rank, up to the last open bracket.';
revoke execute on function private.formula_reduce(private.formula_parse, integer) from public;
grant execute on function private.formula_reduce(private.formula_parse, integer) to authenticated, service_role;
