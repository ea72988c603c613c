create function private.refuse_formula_call(called public.formula_functions, types text[], positions integer[], at integer)
  returns void
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_takes constant text := (select string_agg(format('(%s)', btrim(split_part(s, '->', 1))), ' or ') from unnest(called.signatures) as s);
  v_given constant text := array_to_string(types, ', ');
  v_fitting constant text[] := array(select s from unnest(called.signatures) as s where private.formula_parameters(s, cardinality(types)) is not null);
  v_misfit integer;
begin
  if cardinality(v_fitting) = 0 then
    perform private.refuse_formula(at, 'wrong_arguments', format('%s takes %s; here it has %s', called.name, v_takes,
      case cardinality(types) when 0 then 'nothing' else format('(%s)', v_given) end));
  end if;
  v_misfit := (select max(private.formula_misfit(private.formula_parameters(s, cardinality(types)), types)) from unnest(v_fitting) as s);
  perform private.refuse_formula(positions[v_misfit], 'wrong_type', case
    when types[v_misfit] ~ '\[\]$' then format('%s takes no list here; count, join, sum, average, min, max and includes make one value of it', called.name)
    else format('%s takes %s, not (%s)%s', called.name, v_takes, v_given,
      case when '{date,datetime}'::text[] <@ types then '; date(…) and datetime(…) turn one into the other'
        when 'text' = any (types) and 'number' = any (types) then '; number(…) and text(…) turn one into the other' else '' end) end);
end
$$;
comment on function private.refuse_formula_call(public.formula_functions, text[], integer[], integer) is
  'Raises formula_invalid for a call whose arguments fit no signature, at the argument that is wrong.';
revoke execute on function private.refuse_formula_call(public.formula_functions, text[], integer[], integer) from public;
grant execute on function private.refuse_formula_call(public.formula_functions, text[], integer[], integer) to authenticated, service_role;
