create policy select_member on public.list_columns for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.read'))::uuid[]));
comment on policy select_member on public.list_columns is 'Members see all columns.';
create policy insert_manager on public.list_columns for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]));
comment on policy insert_manager on public.list_columns is 'By whoever has lists.write.';
create policy update_manager on public.list_columns for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]));
comment on policy update_manager on public.list_columns is 'By whoever has lists.write; deleting is setting deleted_at.';
grant select on public.list_columns to authenticated;
grant insert (id, workspace_id, list_id, key, name, type, config, position, is_required, is_unique, default_value, description)
  on public.list_columns to authenticated;
-- An upsert of PostgREST sets every column it was sent, keys included; triggers refuse it when one would change.
grant update (id, workspace_id, list_id, key, name, type, config, position, is_required, is_unique, default_value, description, deleted_at)
  on public.list_columns to authenticated;
grant select, insert, update on public.list_columns to service_role;
