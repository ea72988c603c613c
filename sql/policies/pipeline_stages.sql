create policy select_member on public.pipeline_stages for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.pipeline_stages is 'Members see all pipeline stages.';
create policy insert_admin on public.pipeline_stages for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy insert_admin on public.pipeline_stages is 'By whoever has pipelines.write.';
create policy update_admin on public.pipeline_stages for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy update_admin on public.pipeline_stages is 'By whoever has pipelines.write.';
create policy delete_admin on public.pipeline_stages for delete to authenticated
  using (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy delete_admin on public.pipeline_stages is 'By whoever has pipelines.write; what deals stand on stays, which triggers and foreign keys hold.';
grant select, delete on public.pipeline_stages to authenticated;
grant insert (workspace_id, pipeline_id, key, name, position, probability, required_fields) on public.pipeline_stages to authenticated;
grant update (name, position, probability, required_fields) on public.pipeline_stages to authenticated;
grant select, insert, update, delete on public.pipeline_stages to service_role;
