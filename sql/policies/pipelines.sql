create policy select_member on public.pipelines for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.pipelines is 'Members see all pipelines.';
create policy insert_admin on public.pipelines for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy insert_admin on public.pipelines is 'By whoever has pipelines.write.';
create policy update_admin on public.pipelines for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy update_admin on public.pipelines is 'By whoever has pipelines.write.';
create policy delete_admin on public.pipelines for delete to authenticated
  using (workspace_id = any ((select private.workspace_ids('pipelines.write'))::uuid[]));
comment on policy delete_admin on public.pipelines is 'By whoever has pipelines.write; what deals stand on stays, which triggers and foreign keys hold.';
grant select, delete on public.pipelines to authenticated;
grant insert (workspace_id, name, description, position, is_default, needs_lost_reason) on public.pipelines to authenticated;
grant update (name, description, position, is_default, needs_lost_reason, archived_at) on public.pipelines to authenticated;
grant select, insert, update, delete on public.pipelines to service_role;
