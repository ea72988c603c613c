create function public.find_matches(item_id uuid, matching_id uuid default null, cursor text default null, page_size integer default 25)
  returns json
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_item public.items;
  v_matching public.matchings;
  v_by_offer boolean;
  v_list_id uuid;
  v_filter jsonb;
  v_compiled record;
  v_after record;
  v_empty text;
  v_page jsonb := '[]';
begin
  perform private.check_page_size(page_size);
  -- As in get_item.
  select i.* into v_item from public.items as i
  join public.lists as l on l.id = i.list_id and l.workspace_id = i.workspace_id and l.deleted_at is null
  where i.id = find_matches.item_id order by i.created_at, i.workspace_id limit 1;
  if v_item.id is null then
    perform private.refuse_item();
  end if;
  v_matching := private.find_matching(v_item, matching_id);
  v_by_offer := v_item.list_id = v_matching.offer_list_id;
  v_list_id := case when v_by_offer then v_matching.request_list_id else v_matching.offer_list_id end;
  v_filter := case when v_by_offer then v_matching.request_filter else v_matching.offer_filter end;
  v_compiled := private.match_parts(v_matching, v_item, v_by_offer);
  v_after := private.decode_match_cursor(cursor, v_matching, v_item.id, v_item.version);
  v_empty := private.why_no_matches(v_matching, v_item, v_by_offer, cardinality(v_compiled.parts) + jsonb_array_length(v_compiled.problems));
  if v_empty is null and cardinality(v_compiled.parts) > 0 then
    v_page := private.match_page(v_list_id, private.match_pages_sql(v_compiled.parts, v_by_offer,
      case when v_filter is null then 'true' else private.filter_sql(v_list_id, v_filter, '$.filter', private.query_time_zone('{}')) end),
      v_after.after_score, v_after.after_id, page_size + 1);
  end if;
  return json_build_object(
    'matching_id', v_matching.id, 'list_id', v_list_id, 'finds', case when v_by_offer then 'requests' else 'offers' end, 'problems', v_compiled.problems,
    'empty_because', v_empty,
    'matches', private.matches_json(v_list_id, jsonb_path_query_array(v_page, '$[0 to $last]', jsonb_build_object('last', page_size - 1)), v_compiled.parts),
    'next_cursor', case when jsonb_array_length(v_page) > page_size then
      private.encode_match_cursor(v_matching, v_item.id, v_item.version, v_page -> (page_size - 1)) end);
end
$$;
comment on function public.find_matches(uuid, uuid, text, integer) is
  'For a request the offers that fit, for an offer the requests: best first, each with its score and the reasons.';
revoke execute on function public.find_matches(uuid, uuid, text, integer) from public;
grant execute on function public.find_matches(uuid, uuid, text, integer) to authenticated, service_role;
