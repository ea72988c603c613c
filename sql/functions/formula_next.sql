create function private.formula_next(state private.formula_parse, token private.formula_token)
  returns private.formula_parse
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_name constant text := case token.body when '==' then '=' when '!=' then '<>' else token.body end;
  v_rank constant integer := case when v_name in ('=', '<>', '<', '<=', '>', '>=') then 1 when v_name = '&' then 2
    when v_name in ('+', '-') then 3 when v_name in ('*', '/', '%') then 4 else 6 end;
  v_top jsonb;
begin
  if token.kind = 'operator' then
    -- What binds as much goes first, but a power from the right.
    state := private.formula_reduce(state, case v_name when '^' then v_rank + 1 else v_rank end);
    state.pending := array_append(state.pending, jsonb_build_object('name', v_name, 'arity', 2, 'rank', v_rank, 'at', token.at));
    return state;
  elsif token.kind not in ('comma', 'close') then
    perform private.refuse_formula(token.at, 'syntax', format('an operator such as + or & is missing before %s', left(token.body, 100)));
  end if;
  state := private.formula_reduce(state, 0);
  v_top := state.pending[cardinality(state.pending)];
  if v_top is null then
    perform private.refuse_formula(token.at, 'syntax', case token.kind when 'close' then 'this ")" has no "("' else 'a comma stands between values of a function' end);
  elsif v_top ->> 'open' = '' and token.kind = 'comma' then
    perform private.refuse_formula(token.at, 'syntax', 'a comma stands between values of a function; here is none');
  end if;
  state.pending := trim_array(state.pending, 1);
  if token.kind = 'comma' then
    state.pending := array_append(state.pending, v_top || jsonb_build_object('arguments', (v_top ->> 'arguments')::integer + 1));
  elsif v_top ->> 'open' <> '' then
    return private.formula_apply(state, v_top ->> 'open', (v_top ->> 'arguments')::integer + 1, (v_top ->> 'at')::integer);
  end if;
  return state;
end
$$;
comment on function private.formula_next(private.formula_parse, private.formula_token) is
  'Reads a piece after a value: an operator, a comma, a closing bracket.';
revoke execute on function private.formula_next(private.formula_parse, private.formula_token) from public;
grant execute on function private.formula_next(private.formula_parse, private.formula_token) to authenticated, service_role;
