create function private.formula_call(name text, arguments private.formula_part[], at integer)
  returns private.formula_part
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_called public.formula_functions;
  v_types constant text[] := array(select a.type from unnest(arguments) with ordinality as a (type, code, at, constant, n) order by a.n);
  v_signature text;
  v_parameters text[];
  v_solved text[];
  v_codes text[];
begin
  select f.* into v_called from public.formula_functions as f where f.name = formula_call.name;
  if v_called.name is null then
    perform private.refuse_formula(at, 'unknown_function', format('there is no function %s', left(name, 100)));
  end if;
  select s.signature into v_signature from unnest(v_called.signatures) with ordinality as s (signature, n)
  where private.formula_misfit(private.formula_parameters(s.signature, cardinality(v_types)), v_types) = 0 order by s.n limit 1;
  if v_signature is null then
    perform private.refuse_formula_call(v_called, v_types,
      array(select a.at from unnest(arguments) with ordinality as a (type, code, at, constant, n) order by a.n), at);
  end if;
  v_parameters := private.formula_parameters(v_signature, cardinality(v_types));
  v_solved := coalesce(private.formula_solve(v_parameters, v_types), '{}');
  perform private.check_formula_constants(name, v_parameters, arguments);
  -- A null is of the type that is wanted of it.
  v_codes := array(
    select case when a.type = 'null' then format('null::%s', private.formula_sql_type(v_solved[a.n]))
      when v_parameters[a.n] = 'pattern' then format('%L::text', private.formula_pattern(a.constant)) else a.code end
    from unnest(arguments) with ordinality as a (type, code, at, constant, n) order by a.n
  );
  if array_to_string(v_parameters, '') like '%*%' and (name not in ('sum', 'min', 'max') or array_to_string(v_types, '') like '%]%' or cardinality(v_types) = 1) then
    v_codes := private.formula_lists(v_parameters, v_types, v_solved, v_codes);
  end if;
  v_signature := split_part(v_signature, '-> ', 2);
  return row(
    case when v_signature = 'T' then v_solved[array_position(v_parameters, 'T')] else v_signature end,
    private.formula_code(v_called.category, name, v_solved, v_codes), at, null)::private.formula_part;
end
$$;
comment on function private.formula_call(text, private.formula_part[], integer) is
  'Checks the arguments of an operator or function and makes its SQL; or formula_invalid.';
revoke execute on function private.formula_call(text, private.formula_part[], integer) from public;
grant execute on function private.formula_call(text, private.formula_part[], integer) to authenticated, service_role;
