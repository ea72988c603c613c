create function private.compile_formula(formula text, columns jsonb, out result_type text, out value_sql text, out depends_on uuid[], out is_volatile boolean)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_nodes constant jsonb := private.parse_formula(formula);
  v_bindings record;
  v_node jsonb;
  v_parts private.formula_part[] := '{}';
  v_root private.formula_part;
begin
  v_bindings := private.formula_bindings(v_nodes, columns);
  for v_node in select n.node from jsonb_array_elements(v_nodes) with ordinality as n (node, n) order by n.n loop
    v_root := private.formula_part(v_node, v_parts, v_bindings.bound);
    v_parts := array_append(v_parts, v_root);
    perform private.check_formula_code(v_root);
  end loop;
  if v_root.type ~ '\[\]$' then
    perform private.refuse_formula(v_root.at, 'wrong_type', 'the result is a list; join, count, sum, average, min, max and includes make one value of it');
  end if;
  result_type := case v_root.type when 'null' then 'text' else v_root.type end;
  value_sql := private.formula_result(v_root);
  if v_bindings.source is not null then
    -- "offset 0": the planner would write each use out again.
    value_sql := format('(select %s from (select %s offset 0) as f)', value_sql, v_bindings.source);
  end if;
  v_root.code := value_sql;
  perform private.check_formula_code(v_root);
  perform private.check_formula_nesting(v_root);
  depends_on := v_bindings.depends_on;
  is_volatile := private.is_formula_volatile(v_nodes, v_parts);
end
$$;
comment on function private.compile_formula(text, jsonb) is
  'Compiles a formula over columns [{id, key, name, type, is_array, value_sql, options}]: the type of its result, SQL of the result as JSON over the item i (null when blank), the columns it reads, whether another moment or time zone gives another result. Or formula_invalid.';
revoke execute on function private.compile_formula(text, jsonb) from public;
grant execute on function private.compile_formula(text, jsonb) to authenticated, service_role;
