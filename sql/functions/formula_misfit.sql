create function private.formula_misfit(parameters text[], types text[])
  returns integer
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_variables jsonb := '{}';  -- what T and S stand for
  v_wanted text;
begin
  for k in 1 .. cardinality(parameters) loop
    v_wanted := case rtrim(parameters[k], '*') when 'pattern' then 'text' when 'unit' then 'text' else rtrim(parameters[k], '*') end;
    continue when types[k] = 'null' and parameters[k] <> 'pattern' or types[k] = 'null[]';
    if types[k] ~ '\[\]$' and parameters[k] !~ '\*$' then
      return k;
    elsif v_wanted in ('T', 'S') then
      v_variables := jsonb_build_object(v_wanted, types[k]) || v_variables;
      v_wanted := v_variables ->> v_wanted;
    end if;
    if v_wanted not in ('any', rtrim(types[k], '[]')) then
      return k;
    end if;
  end loop;
  return 0;
end
$$;
comment on function private.formula_misfit(text[], text[]) is
  'The first argument that is of another type than its parameter, or 0. T and S are the type of the first that is not null.';
revoke execute on function private.formula_misfit(text[], text[]) from public;
grant execute on function private.formula_misfit(text[], text[]) to authenticated, service_role;
