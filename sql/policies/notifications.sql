create policy select_self on public.notifications for select to authenticated
  using (
    user_id = (select auth.uid()) and (
      workspace_id = any ((select private.workspace_ids('notifications.read'))::uuid[])
      or kind in (select k.name from public.notification_kinds as k where k.capability is null)
    )
  );
comment on policy select_self on public.notifications is 'One''s own, of workspaces that one is in; and what is for people who are not members, such as invitations.';
create policy update_self on public.notifications for update to authenticated
  using (
    user_id = (select auth.uid()) and (
      workspace_id = any ((select private.workspace_ids('notifications.read'))::uuid[])
      or kind in (select k.name from public.notification_kinds as k where k.capability is null)
    )
  )
  with check (user_id = (select auth.uid()));
comment on policy update_self on public.notifications is 'One''s own; the grant says that only whether it is read can be changed.';
grant select on public.notifications to authenticated, service_role;
grant update (read_at) on public.notifications to authenticated, service_role;
