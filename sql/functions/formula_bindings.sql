create function private.formula_bindings(nodes jsonb, columns jsonb, out bound jsonb, out source text, out depends_on uuid[])
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_node jsonb;
  v_column jsonb;
  v_part private.formula_part;
  v_alias text;
begin
  bound := '{}';
  depends_on := '{}';
  for v_node in select n.node from jsonb_array_elements(nodes) as n (node) where n.node ->> 'kind' = 'column' loop
    continue when bound ? (v_node ->> 'value');
    v_column := private.find_formula_column(columns, v_node ->> 'value', (v_node ->> 'at')::integer);
    v_part := private.formula_column_part(v_column, (v_node ->> 'at')::integer);
    depends_on := case when (v_column ->> 'id')::uuid = any (depends_on) then depends_on else depends_on || (v_column ->> 'id')::uuid end;
    -- What is long and named often is computed once, or formulas over formulas would double with each step.
    if length(v_part.code) > 100 and (select count(*) from jsonb_array_elements(nodes) as n (node)
      where n.node ->> 'kind' = 'column' and n.node ->> 'value' = v_node ->> 'value') > 1 then
      v_alias := format('c%s', cardinality(depends_on));
      source := concat_ws(', ', source, format('%s as %s', v_part.code, v_alias));
      v_part.code := 'f.' || v_alias;
    end if;
    bound := bound || jsonb_build_object(v_node ->> 'value', jsonb_build_object('type', v_part.type, 'code', v_part.code));
  end loop;
end
$$;
comment on function private.formula_bindings(jsonb, jsonb) is
  'The columns of a formula by the names it gives them; source has the SQL of those that are computed before.';
revoke execute on function private.formula_bindings(jsonb, jsonb) from public;
grant execute on function private.formula_bindings(jsonb, jsonb) to authenticated, service_role;
