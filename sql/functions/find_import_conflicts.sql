create function public.find_import_conflicts(import_id uuid, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_import constant public.imports := private.find_import(import_id);
  v_revert_id constant uuid := (
    select r.id from public.import_reverts as r where r.import_id = v_import.id and r.workspace_id = v_import.workspace_id and r.state = 'done' order by r.id desc limit 1
  );
  v_after constant text := coalesce(private.decode_cursor(cursor, import_id)::text, '0');
  v_page public.import_conflicts[];
begin
  perform private.check_page_size(page_size);
  v_page := array(
    select c from public.import_conflicts as c
    where c.revert_id = v_revert_id and c.workspace_id = v_import.workspace_id and c.number > ('x' || lpad(right(replace(v_after, '-', ''), 16), 16, '0'))::bit(64)::bigint order by c.number limit page_size + 1
  );
  return json_build_object(
    'conflicts', coalesce((select json_agg(to_jsonb(p) - '{revert_id,workspace_id}'::text[] order by p.number) from unnest(v_page[:page_size]) as p), '[]'),
    'next_cursor', case when cardinality(v_page) > page_size
      then private.encode_cursor(import_id, lpad(to_hex((v_page[page_size]).number), 32, '0')::uuid) end
  );
end
$$;
comment on function public.find_import_conflicts(uuid, text, integer) is
  'A page of what the last revert of an import left as it is, and why.';
revoke execute on function public.find_import_conflicts(uuid, text, integer) from public;
grant execute on function public.find_import_conflicts(uuid, text, integer) to authenticated, service_role;
