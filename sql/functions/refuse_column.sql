create function private.refuse_column(column_row public.list_columns)
  returns void
  language plpgsql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
declare
  v_problem constant text := (
    select k.problem from private.computed_columns as k where k.column_id = column_row.id and k.workspace_id = column_row.workspace_id
  );
begin
  if v_problem = 'it is computed of too much' then
    raise exception 'Column "%" is computed of too much', column_row.name
      using errcode = 'program_limit_exceeded', constraint = 'column_too_complex', hint = 'Split it, or refer to fewer computed columns.';
  elsif v_problem is not null and column_row.type = 'formula' then
    perform private.compile_formula_column(column_row);  -- says where
  end if;
  if v_problem is not null then
    raise exception 'Column "%": %', column_row.name, v_problem
      using errcode = 'check_violation', constraint = 'column_config_invalid';
  end if;
end
$$;
comment on function private.refuse_column(public.list_columns) is
  'Refuses a column that cannot be computed, and says why.';
revoke execute on function private.refuse_column(public.list_columns) from public;
