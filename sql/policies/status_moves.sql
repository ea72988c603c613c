create policy select_member on public.status_moves for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.status_moves is 'Members see all status moves.';
create policy insert_admin on public.status_moves for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy insert_admin on public.status_moves is 'By whoever has pipelines.write.';
create policy update_admin on public.status_moves for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy update_admin on public.status_moves is 'By whoever has pipelines.write.';
create policy delete_admin on public.status_moves for delete to authenticated
  using (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy delete_admin on public.status_moves is 'By whoever has pipelines.write; what deals stand on stays, which triggers and foreign keys hold.';
grant select, delete on public.status_moves to authenticated;
grant insert (workspace_id, pipeline_id, from_status, to_status, minimum_role) on public.status_moves to authenticated;
grant update (minimum_role) on public.status_moves to authenticated;
grant select, insert, update, delete on public.status_moves to service_role;
