create function public.create_lost_reason(workspace_id uuid, name text)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_reason public.lost_reasons;
begin
  perform private.check_capability(workspace_id, 'pipelines.write');
  insert into public.lost_reasons (workspace_id, name, position)
  values (create_lost_reason.workspace_id, create_lost_reason.name, (
    select coalesce(max(r.position), 0) + 1 from public.lost_reasons as r where r.workspace_id = create_lost_reason.workspace_id
  ))
  returning * into v_reason;
  return to_jsonb(v_reason);
end
$$;
comment on function public.create_lost_reason(uuid, text) is 'Adds a reason why deals are lost.';
revoke execute on function public.create_lost_reason(uuid, text) from public;
grant execute on function public.create_lost_reason(uuid, text) to authenticated, service_role;
