create function public.find_exports(workspace_id uuid, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_before constant uuid := coalesce(private.decode_cursor(cursor, workspace_id), 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_page public.exports[];
begin
  perform private.check_capability(workspace_id, 'exports.write');
  perform private.check_page_size(page_size);
  -- One more row than asked tells whether there is a next page.
  v_page := array(
    select e from public.exports as e
    where e.workspace_id = find_exports.workspace_id and e.id < v_before
    order by e.id desc limit page_size + 1
  );
  return json_build_object(
    'exports', coalesce((select json_agg(private.export_json(p) order by p.id desc) from unnest(v_page[:page_size]) as p), '[]'),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(workspace_id, (v_page[page_size]).id) end
  );
end
$$;
comment on function public.find_exports(uuid, text, integer) is 'A page of one''s own exports of a workspace, the newest first.';
revoke execute on function public.find_exports(uuid, text, integer) from public;
grant execute on function public.find_exports(uuid, text, integer) to authenticated, service_role;
