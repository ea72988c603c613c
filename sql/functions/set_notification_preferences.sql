create function public.set_notification_preferences(preferences jsonb)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- preferences have no direct grants
  set search_path = ''
as $$
declare
  v_user_id constant uuid := private.require_user();
begin
  perform private.check_notification_preferences(preferences);
  -- Two devices of one person take turns.
  perform from public.user_profiles as p where p.user_id = v_user_id for update;
  delete from public.notification_preferences as p
  where p.user_id = v_user_id and not exists (
    select from jsonb_to_recordset(preferences) as e (kind text, delivery text, workspace_id uuid)
    where e.kind = p.kind and e.workspace_id is null and e.delivery = p.delivery
  );
  delete from public.workspace_notification_preferences as w
  where w.user_id = v_user_id and not exists (
    select from jsonb_to_recordset(preferences) as e (kind text, delivery text, workspace_id uuid)
    where e.kind = w.kind and e.workspace_id = w.workspace_id and e.delivery = w.delivery
  );
  insert into public.notification_preferences (user_id, kind, delivery)
  select v_user_id, e.kind, e.delivery from jsonb_to_recordset(preferences) as e (kind text, delivery text, workspace_id uuid)
  where e.workspace_id is null
  on conflict on constraint notification_preferences_key do nothing;
  insert into public.workspace_notification_preferences (workspace_id, user_id, kind, delivery)
  select e.workspace_id, v_user_id, e.kind, e.delivery from jsonb_to_recordset(preferences) as e (kind text, delivery text, workspace_id uuid)
  where e.workspace_id is not null
  on conflict on constraint workspace_notification_preferences_key do nothing;
  return public.get_notification_preferences();
end
$$;
comment on function public.set_notification_preferences(jsonb) is
  'Replaces what the caller has chosen to get by mail, by an array of {kind, delivery, workspace_id}; without workspace_id for all. What is not named goes back to its default.';
revoke execute on function public.set_notification_preferences(jsonb) from public;
grant execute on function public.set_notification_preferences(jsonb) to authenticated, service_role;
