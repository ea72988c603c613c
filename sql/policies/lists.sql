create policy select_member on public.lists for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.read'))::uuid[]));
comment on policy select_member on public.lists is 'Members see all lists.';
create policy insert_manager on public.lists for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]));
comment on policy insert_manager on public.lists is 'By whoever has lists.write.';
create policy update_manager on public.lists for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]));
comment on policy update_manager on public.lists is 'By whoever has lists.write.';
create policy delete_admin on public.lists for delete to authenticated
  using (deleted_at is not null and workspace_id = any ((select private.workspace_ids('lists.delete'))::uuid[]));
comment on policy delete_admin on public.lists is 'Only from the trash, by whoever has lists.delete; takes columns and items along.';
grant select, delete on public.lists to authenticated;
-- Not id: functions find a list by its id alone, so no client may bring one that another workspace has.
grant insert (workspace_id, name, description, icon, color, position, settings) on public.lists to authenticated;
grant update (name, description, icon, color, position, settings, archived_at) on public.lists to authenticated;
grant select, insert, update, delete on public.lists to service_role;
