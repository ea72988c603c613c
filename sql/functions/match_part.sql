create function private.match_part(matching public.matchings, criterion jsonb, subject public.items, by_offer boolean)
  returns private.match_part
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_offer constant private.query_column := private.find_query_column(matching.offer_list_id, criterion -> 'offer', 'offer');
  v_request constant private.query_column := private.find_query_column(matching.request_list_id, criterion -> 'request', 'request');
  v_tolerance constant double precision := coalesce((criterion ->> 'tolerance')::double precision, 0);
  v_part private.match_part;
  v_cell jsonb;
begin
  execute format('select %s from (select ($1).*) as i', case when by_offer then v_offer.cell_json else v_request.cell_json end)
    into v_cell using subject;
  v_part.name := coalesce(criterion ->> 'name', v_offer.key);
  v_part.kind := criterion ->> 'kind';
  v_part.offer := v_offer.key;
  v_part.request := v_request.key;
  v_part.weight := coalesce((criterion ->> 'weight')::double precision, 1);
  v_part.is_required := coalesce((criterion ->> 'is_required')::boolean, true);
  v_part.offered_json := case when by_offer then format('%L::jsonb', v_cell) else v_offer.cell_json end;
  v_part.asked_json := case when by_offer then v_request.cell_json else format('%L::jsonb', v_cell) end;
  if v_part.kind in ('one_of', 'all_of') then
    return private.match_words_part(v_part, v_tolerance, matching, v_offer, v_request, v_cell, by_offer);
  end if;
  return private.match_number_part(v_part, v_tolerance,
    case when by_offer then format('%L::float8', private.number_key(v_offer.family, v_cell #>> '{}')) else private.match_number_sql(v_offer) end,
    case when by_offer then private.match_bounds_sql(v_part.kind, v_request) else private.match_bounds(v_part.kind, v_request, v_cell) end);
end
$$;
comment on function private.match_part(public.matchings, jsonb, public.items, boolean) is
  'A criterion compiled for one item: by_offer says that it is an offer, and that requests are looked for.';
revoke execute on function private.match_part(public.matchings, jsonb, public.items, boolean) from public;
grant execute on function private.match_part(public.matchings, jsonb, public.items, boolean) to authenticated, service_role;
