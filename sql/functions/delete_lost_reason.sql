create function public.delete_lost_reason(lost_reason_id uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.pipeline_workspace('lost_reason', lost_reason_id);
begin
  delete from public.lost_reasons as r where r.id = lost_reason_id and r.workspace_id = v_workspace_id;
end
$$;
comment on function public.delete_lost_reason(uuid) is 'Deletes a reason that no deal was lost for; lost_reason_in_use says how many were.';
revoke execute on function public.delete_lost_reason(uuid) from public;
grant execute on function public.delete_lost_reason(uuid) to authenticated, service_role;
