create function private.criterion_problem(matching public.matchings, criterion jsonb)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_families constant jsonb := private.match_families(criterion ->> 'kind');
  v_offer private.query_column;
  v_request private.query_column;
begin
  if jsonb_typeof(criterion) <> 'object' then
    return 'must be {"kind", "offer", "request", …}';
  elsif v_families is null then
    return 'kind must be range, at_least, at_most, one_of or all_of';
  elsif criterion - '{name,kind,offer,request,weight,tolerance,is_required}'::text[] <> '{}' then
    return 'has name, kind, offer, request, weight, tolerance and is_required, and nothing else';
  elsif coalesce(jsonb_typeof(criterion -> 'weight'), 'number') <> 'number' or coalesce((criterion ->> 'weight')::numeric, 1) not between 0.01 and 100 then
    return 'weight must be a number from 0.01 to 100';
  elsif coalesce(jsonb_typeof(criterion -> 'tolerance'), 'number') <> 'number' or coalesce((criterion ->> 'tolerance')::numeric, 0) not between 0 and 1 then
    return 'tolerance must be a share from 0 to 1, such as 0.1 for a tenth';
  elsif coalesce(jsonb_typeof(criterion -> 'is_required'), 'boolean') <> 'boolean' then
    return 'is_required must be true or false';
  elsif coalesce(jsonb_typeof(criterion -> 'name'), 'string') <> 'string' or coalesce(length(criterion ->> 'name'), 1) not between 1 and 200 then
    return 'name must be a text of 1 to 200 characters';
  end if;
  v_offer := private.find_query_column(matching.offer_list_id, criterion -> 'offer', 'offer');
  v_request := private.find_query_column(matching.request_list_id, criterion -> 'request', 'request');
  return case
    when v_offer.is_array or not v_families -> 'offer' ? v_offer.family then
      format('offer: a column of type %s cannot answer %s', v_offer.type, criterion ->> 'kind')
    when v_request.is_array or not v_families -> 'request' ? v_request.family then
      format('request: a column of type %s cannot ask for %s', v_request.type, criterion ->> 'kind')
    when criterion ->> 'kind' in ('at_least', 'at_most') and v_offer.family <> v_request.family then 'both columns must be numbers, or both dates' end;
exception when check_violation then
  return sqlerrm;
end
$$;
comment on function private.criterion_problem(public.matchings, jsonb) is 'What is wrong with a criterion, in words; null when nothing is.';
revoke execute on function private.criterion_problem(public.matchings, jsonb) from public;
grant execute on function private.criterion_problem(public.matchings, jsonb) to authenticated, service_role;
