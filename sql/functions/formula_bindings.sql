create function private.formula_bindings(nodes jsonb, columns jsonb, out bound jsonb, out source text, out depends_on uuid[])
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_name text;
  v_uses jsonb := '{}';
  v_column jsonb;
  v_part private.formula_part;
  v_alias text;
  v_entry jsonb;
begin
  bound := '{}';
  depends_on := '{}';
  for v_entry in select n.node from jsonb_array_elements(nodes) with ordinality as n (node, n) where n.node ->> 'kind' = 'column' order by n.n loop
    v_column := private.find_formula_column(columns, v_entry ->> 'value', (v_entry ->> 'at')::integer);
    bound := bound || jsonb_build_object(v_entry ->> 'value', v_column);
    v_uses := v_uses || jsonb_build_object(v_column ->> 'id', coalesce((v_uses ->> (v_column ->> 'id'))::integer, 0) + 1);
    depends_on := case when (v_column ->> 'id')::uuid = any (depends_on) then depends_on else depends_on || (v_column ->> 'id')::uuid end;
  end loop;
  for v_name, v_column in select b.key, b.value from jsonb_each(bound) as b order by b.key loop
    v_part := private.formula_column_part(v_column);
    -- What is long and named often is computed once, or formulas over formulas would double with each step.
    if length(v_part.code) > 100 and (v_uses ->> (v_column ->> 'id'))::integer > 1 then
      v_alias := 'c' || array_position(depends_on, (v_column ->> 'id')::uuid);
      if not v_uses ? v_alias then
        source := concat_ws(', ', source, format('%s as %s', v_part.code, v_alias));
        v_uses := v_uses || jsonb_build_object(v_alias, 1);
      end if;
      v_part.code := 'f.' || v_alias;
    end if;
    bound := bound || jsonb_build_object(v_name, jsonb_build_object('type', v_part.type, 'code', v_part.code));
  end loop;
end
$$;
comment on function private.formula_bindings(jsonb, jsonb) is
  'The columns of a formula by the names it gives them; source has the SQL of those that are computed before.';
revoke execute on function private.formula_bindings(jsonb, jsonb) from public;
grant execute on function private.formula_bindings(jsonb, jsonb) to authenticated, service_role;
