create function private.compile_formula_column(column_row public.list_columns)
  returns private.computed_columns
  language plpgsql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
declare
  v_made private.computed_columns;
begin
  select f.result_type, f.value_sql, f.depends_on, f.is_volatile
  into v_made.result_type, v_made.value_sql, v_made.depends_on, v_made.is_volatile
  from private.compile_formula(column_row.config ->> 'formula', private.formula_columns(column_row.list_id)) as f;
  v_made.value_sql := '(' || v_made.value_sql || ')';
  v_made.is_volatile := v_made.is_volatile or exists (
    select from private.computed_columns as k where k.column_id = any (v_made.depends_on) and k.is_volatile
  );
  return v_made;
end
$$;
comment on function private.compile_formula_column(public.list_columns) is
  'A formula as SQL over the other columns of its list; formula_invalid when it is none.';
revoke execute on function private.compile_formula_column(public.list_columns) from public;
