create function public.find_activities(deal_id uuid, cursor text default null, page_size integer default 100)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.record_workspace('deal', deal_id);
  v_before constant uuid := coalesce(private.decode_cursor(cursor, deal_id), 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_page public.activities[];
begin
  perform private.check_page_size(page_size);
  v_page := array(
    select a from public.activities as a
    where a.deal_id = find_activities.deal_id and a.workspace_id = v_workspace_id and a.id < v_before and a.deleted_at is null
    order by a.id desc limit page_size + 1
  );
  return jsonb_build_object(
    'activities', coalesce((select jsonb_agg(to_jsonb(p) order by p.id desc) from unnest(v_page[:page_size]) as p), '[]'),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(deal_id, (v_page[page_size]).id) end
  );
end
$$;
comment on function public.find_activities(uuid, text, integer) is 'A page of the timeline of a deal, newest first.';
revoke execute on function public.find_activities(uuid, text, integer) from public;
grant execute on function public.find_activities(uuid, text, integer) to authenticated, service_role;
