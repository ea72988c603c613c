create function public.get_matching(matching_id uuid)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_json constant jsonb := (select private.matching_json(m) from public.matchings as m where m.id = get_matching.matching_id);
begin
  if v_json is null then
    perform private.refuse_matching();
  end if;
  return v_json;
end
$$;
comment on function public.get_matching(uuid) is 'One matching.';
revoke execute on function public.get_matching(uuid) from public;
grant execute on function public.get_matching(uuid) to authenticated, service_role;
