create function private.conversion_sql(column_row public.list_columns, type text, config jsonb, format text, out cell text, out converts text, out value text)
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_cell record;
begin
  select c.* into v_cell from private.import_cell(private.conversion_spec(column_row, type, config, format)) as c;
  cell := private.conversion_text_sql(column_row, type);
  value := format('to_jsonb(%s)', v_cell.value);
  -- What would become an empty cell is a value that is lost.
  converts := format('(c1 is not null and %s and %s is not null)', v_cell.accepts, v_cell.value);
end
$$;
comment on function private.conversion_sql(public.list_columns, text, jsonb, text) is
  'SQL of a conversion: cell, over v, is the text c1; over c1, converts says whether it is a value of the type, and value is that as jsonb.';
revoke execute on function private.conversion_sql(public.list_columns, text, jsonb, text) from public;
grant execute on function private.conversion_sql(public.list_columns, text, jsonb, text) to authenticated, service_role;
