create function public.find_rejected_cells(import_id uuid, after_row bigint default 0, page_size integer default 1000)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_import constant public.imports := private.find_import(import_id);
  v_page public.import_rejected_rows[];
begin
  perform private.check_page_size(page_size);
  v_page := array(
    select r from public.import_rejected_rows as r
    where r.import_id = v_import.id and r.workspace_id = v_import.workspace_id and r.row_number > coalesce(after_row, 0)
    order by r.row_number limit page_size
  );
  return json_build_object(
    'names', (select to_json(r.cells) from public.import_rejected_rows as r where r.import_id = v_import.id and r.workspace_id = v_import.workspace_id and r.row_number = 0),
    'rows', coalesce((
      select json_agg(json_build_object('row', p.row_number, 'cells', p.cells, 'reasons', (
        select json_agg(case e.column_name when '' then '' else e.column_name || ': ' end || e.reason order by e.column_name)
        from public.import_errors as e where e.import_id = v_import.id and e.workspace_id = v_import.workspace_id and e.row_number = p.row_number
      )) order by p.row_number)
      from unnest(v_page) as p
    ), '[]'),
    'last_row', case when cardinality(v_page) = page_size then (v_page[page_size]).row_number end
  );
end
$$;
comment on function public.find_rejected_cells(uuid, bigint, integer) is
  'A page of the rows that did not come in, cell by cell as they stand in the file, each with the reasons; the names of the columns. last_row: where to go on.';
revoke execute on function public.find_rejected_cells(uuid, bigint, integer) from public;
grant execute on function public.find_rejected_cells(uuid, bigint, integer) to authenticated, service_role;
