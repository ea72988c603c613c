create function public.find_import_conflicts(import_id uuid, after_number bigint default 0, page_size integer default 100)
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
  v_page public.import_conflicts[];
begin
  perform private.check_page_size(page_size);
  v_page := array(
    select c from public.import_conflicts as c
    where c.revert_id = v_revert_id and c.workspace_id = v_import.workspace_id and c.number > coalesce(after_number, 0) order by c.number limit page_size + 1
  );
  return json_build_object(
    'conflicts', coalesce((select json_agg(to_jsonb(p) - '{revert_id,workspace_id}'::text[] order by p.number) from unnest(v_page[:page_size]) as p), '[]'),
    'next_number', case when cardinality(v_page) > page_size then (v_page[page_size]).number end
  );
end
$$;
comment on function public.find_import_conflicts(uuid, bigint, integer) is
  'A page of what the last revert of an import left as it is, and why. next_number: where to go on, as after_number.';
revoke execute on function public.find_import_conflicts(uuid, bigint, integer) from public;
grant execute on function public.find_import_conflicts(uuid, bigint, integer) to authenticated, service_role;
