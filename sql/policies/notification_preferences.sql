create policy select_self on public.notification_preferences for select to authenticated
  using (user_id = (select auth.uid()));
comment on policy select_self on public.notification_preferences is 'One''s own. Changes go through public.set_notification_preferences.';
grant select on public.notification_preferences to authenticated, service_role;
