create function public.find_matchings(workspace_id uuid default null)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if workspace_id is not null then
    perform private.check_capability(workspace_id, 'lists.read');
  end if;
  return (
    select jsonb_build_object('matchings', coalesce(jsonb_agg(private.matching_json(m) order by m.id), '[]'))
    from public.matchings as m
    where find_matchings.workspace_id is null or m.workspace_id = find_matchings.workspace_id
  );
end
$$;
comment on function public.find_matchings(uuid) is 'How the lists of a workspace are matched; without one, of all that the caller may see.';
revoke execute on function public.find_matchings(uuid) from public;
grant execute on function public.find_matchings(uuid) to authenticated, service_role;
