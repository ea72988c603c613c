create function private.formula_part(node jsonb, parts private.formula_part[], bound jsonb)
  returns private.formula_part
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_at constant integer := (node ->> 'at')::integer;
  v_value constant text := node ->> 'value';
  v_arguments private.formula_part[] := '{}';
begin
  if node ->> 'kind' = 'call' then
    for k in 0 .. jsonb_array_length(node -> 'arguments') - 1 loop
      v_arguments := array_append(v_arguments, parts[(node -> 'arguments' ->> k)::integer]);
    end loop;
    return private.formula_call(node ->> 'name', v_arguments, v_at);
  end if;
  return case node ->> 'kind'
    when 'number' then row('number', format('%L::numeric', v_value), v_at, null)::private.formula_part
    when 'text' then row('text', format('%L::text', v_value), v_at, v_value)::private.formula_part
    when 'boolean' then row('boolean', case v_value when 'true' then 'true' else 'false' end, v_at, null)::private.formula_part
    when 'null' then row('null', 'null', v_at, null)::private.formula_part
    when 'column' then row(bound #>> array[v_value, 'type'], bound #>> array[v_value, 'code'], v_at, null)::private.formula_part end;
end
$$;
comment on function private.formula_part(jsonb, private.formula_part[], jsonb) is
  'The type and the SQL of one node, whose arguments are among the parts before it. Of the formula itself, literals alone reach the SQL, quoted.';
revoke execute on function private.formula_part(jsonb, private.formula_part[], jsonb) from public;
grant execute on function private.formula_part(jsonb, private.formula_part[], jsonb) to authenticated, service_role;
