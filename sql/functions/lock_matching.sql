create function private.lock_matching(matching_id uuid)
  returns public.matchings
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_matching public.matchings;
begin
  select m.* into v_matching from public.matchings as m where m.id = lock_matching.matching_id;
  if v_matching.id is null then
    perform private.refuse_matching();
  end if;
  perform private.check_capability(v_matching.workspace_id, 'lists.write');
  select m.* into v_matching from public.matchings as m where m.id = v_matching.id and m.workspace_id = v_matching.workspace_id for update;
  if v_matching.id is null then
    perform private.refuse_matching();
  end if;
  return v_matching;
end
$$;
comment on function private.lock_matching(uuid) is 'A matching that the caller may change, locked against others who change it; or matching_not_found.';
revoke execute on function private.lock_matching(uuid) from public;
grant execute on function private.lock_matching(uuid) to authenticated, service_role;
