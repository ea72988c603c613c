create function public.create_matching(
  workspace_id uuid, name text, offer_list_id uuid, request_list_id uuid, criteria jsonb, offer_filter jsonb default null, request_filter jsonb default null
)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_matching public.matchings;
begin
  perform private.check_capability(workspace_id, 'lists.write');
  insert into public.matchings (workspace_id, name, offer_list_id, request_list_id, criteria, offer_filter, request_filter)
  values (
    create_matching.workspace_id, create_matching.name, create_matching.offer_list_id, create_matching.request_list_id, create_matching.criteria,
    nullif(create_matching.offer_filter, 'null'), nullif(create_matching.request_filter, 'null')
  )
  returning * into v_matching;
  return private.matching_json(v_matching);
end
$$;
comment on function public.create_matching(uuid, text, uuid, uuid, jsonb, jsonb, jsonb) is
  'Sets up how the items of two lists answer each other; docs/matching.md says what criteria are.';
revoke execute on function public.create_matching(uuid, text, uuid, uuid, jsonb, jsonb, jsonb) from public;
grant execute on function public.create_matching(uuid, text, uuid, uuid, jsonb, jsonb, jsonb) to authenticated, service_role;
