create function public.create_activity(deal_id uuid, body text)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  v_workspace_id constant uuid := private.record_workspace('deal', deal_id);
  v_activity public.activities;
begin
  perform private.check_capability(v_workspace_id, 'comments.write');
  insert into public.activities (workspace_id, deal_id, body)
  values (v_workspace_id, create_activity.deal_id, create_activity.body)
  returning * into v_activity;
  return to_jsonb(v_activity);
end
$$;
comment on function public.create_activity(uuid, text) is 'Comments on a deal. All else on its timeline is written by triggers.';
revoke execute on function public.create_activity(uuid, text) from public;
grant execute on function public.create_activity(uuid, text) to authenticated, service_role;
