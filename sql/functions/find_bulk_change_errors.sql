create function public.find_bulk_change_errors(bulk_change_id uuid, cursor text default null, page_size integer default 100)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_change constant public.bulk_changes := private.find_bulk_change(bulk_change_id);
  v_after constant uuid := coalesce(private.decode_cursor(cursor, bulk_change_id), '00000000-0000-0000-0000-000000000000');
  v_page public.bulk_change_errors[];
begin
  perform private.check_page_size(page_size);
  v_page := array(
    select e from public.bulk_change_errors as e
    where e.bulk_change_id = v_change.id and e.workspace_id = v_change.workspace_id and e.item_id > v_after
    order by e.item_id limit page_size + 1
  );
  return json_build_object(
    'errors', coalesce((select json_agg(json_build_object('item_id', p.item_id, 'code', p.code, 'reason', p.reason) order by p.item_id)
      from unnest(v_page[:page_size]) as p), '[]'),
    'next_cursor', case when cardinality(v_page) > page_size then private.encode_cursor(bulk_change_id, (v_page[page_size]).item_id) end
  );
end
$$;
comment on function public.find_bulk_change_errors(uuid, text, integer) is 'A page of the items that a bulk change left as they were, and why.';
revoke execute on function public.find_bulk_change_errors(uuid, text, integer) from public;
grant execute on function public.find_bulk_change_errors(uuid, text, integer) to authenticated, service_role;
