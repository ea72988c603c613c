create function public.update_matching(matching_id uuid, changes jsonb, version bigint default null)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_matching public.matchings := private.lock_matching(matching_id);
begin
  perform private.check_fields(changes, '{name,criteria,offer_filter,request_filter}');
  perform private.check_version(update_matching.version, v_matching.version);
  v_matching := jsonb_populate_record(v_matching, changes);
  update public.matchings as m set
    name = v_matching.name, criteria = v_matching.criteria,
    offer_filter = nullif(v_matching.offer_filter, 'null'), request_filter = nullif(v_matching.request_filter, 'null')
  where m.id = v_matching.id and m.workspace_id = v_matching.workspace_id
  returning m.* into v_matching;
  return private.matching_json(v_matching);
end
$$;
comment on function public.update_matching(uuid, jsonb, bigint) is 'Changes a matching. Its lists stay.';
revoke execute on function public.update_matching(uuid, jsonb, bigint) from public;
grant execute on function public.update_matching(uuid, jsonb, bigint) to authenticated, service_role;
