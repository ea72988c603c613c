create policy select_member on public.deals for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.deals is 'Members see all deals, those in the trash included.';
create policy insert_member on public.deals for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]));
comment on policy insert_member on public.deals is 'By whoever has crm.write; for another owner with crm.assign alone, which a trigger holds.';
create policy update_member on public.deals for update to authenticated
  using (
    workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]) and owner_id = (select auth.uid())
    or workspace_id = any ((select private.workspace_ids('crm.write_any'))::uuid[])
  )
  with check (workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]));
comment on policy update_member on public.deals is
  'One''s own; and any by whoever has crm.write_any. Another owner and the trash need more, which triggers hold.';
create policy delete_admin on public.deals for delete to authenticated
  using (deleted_at is not null and workspace_id = any ((select private.workspace_ids('trash.empty'))::uuid[]));
comment on policy delete_admin on public.deals is 'Only from the trash, by whoever has trash.empty.';
grant select, delete on public.deals to authenticated;
-- Not id: functions find a deal by its id alone, so no client may bring one that another workspace has.
grant insert (
  workspace_id, pipeline_id, contact_id, owner_id, title, description, source, amount, currency, status, stage, expected_close_date, closed_at, lost_reason, reference
) on public.deals to authenticated;
grant update (
  pipeline_id, contact_id, owner_id, title, description, source, amount, currency, status, stage, expected_close_date, lost_reason, reference, deleted_at
) on public.deals to authenticated;
grant select, insert, update, delete on public.deals to service_role;
