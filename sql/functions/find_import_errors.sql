create function public.find_import_errors(import_id uuid, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_import public.imports := private.find_import(import_id);
  v_after_row bigint;
  v_after_column text;
  v_page public.import_errors[];
begin
  perform private.check_page_size(page_size);
  select c.row_number, c.column_name into v_after_row, v_after_column from private.decode_error_cursor(cursor, import_id) as c;
  v_page := array(
    select e from public.import_errors as e
    where e.import_id = find_import_errors.import_id and e.workspace_id = v_import.workspace_id
      and (e.row_number, e.column_name) > (v_after_row, v_after_column)
    order by e.row_number, e.column_name limit page_size + 1
  );
  return json_build_object(
    'errors', coalesce((
      select json_agg(json_build_object('row', p.row_number, 'column', nullif(p.column_name, ''), 'value', p.value,
        'reason', p.reason, 'is_rejected', p.is_rejected) order by p.row_number, p.column_name)
      from unnest(v_page[:page_size]) as p
    ), '[]'),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_error_cursor(v_page[page_size]) end
  );
end
$$;
comment on function public.find_import_errors(uuid, text, integer) is
  'A page of what did not convert, in the order of the file: row (data rows from 1), column, value, reason.';
revoke execute on function public.find_import_errors(uuid, text, integer) from public;
grant execute on function public.find_import_errors(uuid, text, integer) to authenticated, service_role;
