create policy select_member on public.workspaces for select to authenticated
  using (id = any ((select private.workspace_ids('workspace.read'))::uuid[]));
comment on policy select_member on public.workspaces is 'Members see their workspaces.';
create policy update_admin on public.workspaces for update to authenticated
  using (id = any ((select private.workspace_ids('workspace.update'))::uuid[]))
  with check (id = any ((select private.workspace_ids('workspace.update'))::uuid[]));
comment on policy update_admin on public.workspaces is 'Settings, by whoever has workspace.update.';
create policy delete_owner on public.workspaces for delete to authenticated
  using (id = any ((select private.workspace_ids('workspace.delete'))::uuid[]));
comment on policy delete_owner on public.workspaces is 'By whoever has workspace.delete; takes everything in it along.';
-- Workspaces are made by public.create_workspace, which makes the first owner too.
grant select, delete on public.workspaces to authenticated;
grant update (name, default_currency, locale, time_zone, trash_days, settings) on public.workspaces to authenticated;
grant select, insert, update, delete on public.workspaces to service_role;
