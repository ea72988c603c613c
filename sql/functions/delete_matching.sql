create function public.delete_matching(matching_id uuid, version bigint default null)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_matching public.matchings := private.lock_matching(matching_id);
begin
  perform private.check_version(delete_matching.version, v_matching.version);
  delete from public.matchings as m where m.id = v_matching.id and m.workspace_id = v_matching.workspace_id;
end
$$;
comment on function public.delete_matching(uuid, bigint) is 'Forgets how two lists are matched; their items stay.';
revoke execute on function public.delete_matching(uuid, bigint) from public;
grant execute on function public.delete_matching(uuid, bigint) to authenticated, service_role;
