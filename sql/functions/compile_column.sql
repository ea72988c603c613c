create function private.compile_column(column_row public.list_columns)
  returns private.computed_columns
  language plpgsql
  stable
  security definer  -- as source_column
  set search_path = ''
as $$
declare
  v_made private.computed_columns;
begin
  begin
    v_made := case column_row.type
      when 'relation' then private.compile_relation(column_row)
      when 'formula' then private.compile_formula_column(column_row)
      when 'attachment' then private.compile_attachments(column_row)
      else private.compile_linked(column_row) end;
  exception when check_violation then
    -- Only a formula is refused. What it depended on stays noted, so that it is tried again.
    v_made.depends_on := coalesce((select k.depends_on from private.computed_columns as k where k.column_id = column_row.id), '{}');
    v_made.problem := sqlerrm;
  end;
  if v_made.problem is not null or length(v_made.value_sql) + coalesce(length(v_made.titles_sql), 0) > 200000 then
    v_made.problem := coalesce(v_made.problem, 'it is computed of too much');
    v_made.value_sql := null;
    v_made.titles_sql := null;
  end if;
  v_made.column_id := column_row.id;
  v_made.workspace_id := column_row.workspace_id;
  v_made.list_id := column_row.list_id;
  v_made.is_array := coalesce(v_made.is_array, false);
  v_made.is_volatile := coalesce(v_made.is_volatile, false);
  v_made.config := coalesce(v_made.config, '{}');
  return v_made;
end
$$;
comment on function private.compile_column(public.list_columns) is
  'A computed column compiled, or the problem with it.';
revoke execute on function private.compile_column(public.list_columns) from public;
