create function public.find_lost_reasons(workspace_id uuid default null)
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
begin
  if workspace_id is not null then
    perform private.check_capability(workspace_id, 'crm.read');
  end if;
  return (
    select jsonb_build_object('lost_reasons', coalesce(jsonb_agg(to_jsonb(r) order by r.workspace_id, r.position, r.name), '[]'))
    from public.lost_reasons as r where find_lost_reasons.workspace_id is null or r.workspace_id = find_lost_reasons.workspace_id
  );
end
$$;
comment on function public.find_lost_reasons(uuid) is 'Why deals of a workspace are lost, archived reasons too.';
revoke execute on function public.find_lost_reasons(uuid) from public;
grant execute on function public.find_lost_reasons(uuid) to authenticated, service_role;
