create policy select_member on public.lost_reasons for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.lost_reasons is 'Members see all lost reasons.';
create policy insert_admin on public.lost_reasons for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy insert_admin on public.lost_reasons is 'By whoever has pipelines.write.';
create policy update_admin on public.lost_reasons for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy update_admin on public.lost_reasons is 'By whoever has pipelines.write.';
create policy delete_admin on public.lost_reasons for delete to authenticated
  using (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy delete_admin on public.lost_reasons is 'By whoever has pipelines.write; what deals stand on stays, which triggers and foreign keys hold.';
grant select, delete on public.lost_reasons to authenticated;
grant insert (workspace_id, name, position) on public.lost_reasons to authenticated;
grant update (name, position, archived_at) on public.lost_reasons to authenticated;
grant select, insert, update, delete on public.lost_reasons to service_role;
