create function private.formula_parameters(signature text, arity integer)
  returns text[]
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_parameters text[] := coalesce(string_to_array(nullif(btrim(split_part(signature, '->', 1)), ''), ', '), '{}');
  v_last constant text := v_parameters[cardinality(v_parameters)];
  v_least integer := (select count(*) from unnest(v_parameters) as p where p !~ '\?$');
  v_pair text[];
begin
  if v_last = '...' then
    -- What stands before comes again and again, two by two; one that is left over is the value for the rest.
    v_parameters := trim_array(v_parameters, 1);
    v_least := v_least - 1;
    v_pair := v_parameters[v_least - 1:];
    while cardinality(v_parameters) + 2 <= arity loop
      v_parameters := v_parameters || v_pair;
    end loop;
    v_parameters := case when cardinality(v_parameters) < arity then v_parameters || v_pair[2] else v_parameters end;
  elsif v_last ~ '\.\.\.$' then
    v_parameters := trim_array(v_parameters, 1) || array_fill(replace(v_last, '...', ''), array[greatest(arity - cardinality(v_parameters) + 1, 1)]);
  end if;
  if arity < v_least or arity > cardinality(v_parameters) then
    return null;
  end if;
  return array(select rtrim(p.name, '?') from unnest(v_parameters[:arity]) with ordinality as p (name, n) order by p.n);
end
$$;
comment on function private.formula_parameters(text, integer) is
  'What each of so many arguments has to be, or null when there are too few or too many of them.';
revoke execute on function private.formula_parameters(text, integer) from public;
grant execute on function private.formula_parameters(text, integer) to authenticated, service_role;
