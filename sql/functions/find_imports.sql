create function public.find_imports(workspace_id uuid, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_before uuid := coalesce(private.decode_cursor(cursor, workspace_id), 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_page public.imports[];
begin
  perform private.check_capability(workspace_id, 'items.read');
  perform private.check_page_size(page_size);
  -- One more row than asked tells whether there is a next page.
  v_page := array(
    select i from public.imports as i
    where i.workspace_id = find_imports.workspace_id and i.id < v_before
    order by i.id desc limit page_size + 1
  );
  return json_build_object(
    'imports', coalesce((select json_agg(private.import_json(p) || '{"findings": null}' order by p.id desc) from unnest(v_page[:page_size]) as p), '[]'),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(workspace_id, (v_page[page_size]).id) end
  );
end
$$;
comment on function public.find_imports(uuid, text, integer) is 'A page of the imports of a workspace, the newest first, without their findings.';
revoke execute on function public.find_imports(uuid, text, integer) from public;
grant execute on function public.find_imports(uuid, text, integer) to authenticated, service_role;
