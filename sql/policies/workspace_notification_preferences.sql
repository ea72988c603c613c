create policy select_self on public.workspace_notification_preferences for select to authenticated
  using (user_id = (select auth.uid()));
comment on policy select_self on public.workspace_notification_preferences is 'One''s own. Changes go through public.set_notification_preferences.';
grant select on public.workspace_notification_preferences to authenticated, service_role;
