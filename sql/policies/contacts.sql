create policy select_member on public.contacts for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.contacts is 'Members see all contacts, those in the trash included.';
create policy insert_member on public.contacts for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]));
comment on policy insert_member on public.contacts is 'By whoever has crm.write; for another owner with crm.assign alone, which a trigger holds.';
create policy update_member on public.contacts for update to authenticated
  using (
    workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]) and owner_id = (select auth.uid())
    or workspace_id = any ((select private.workspace_ids('crm.write_any'))::uuid[])
  )
  with check (workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]));
comment on policy update_member on public.contacts is
  'One''s own; and any by whoever has crm.write_any. Another owner and the trash need more, which triggers hold.';
create policy delete_admin on public.contacts for delete to authenticated
  using (deleted_at is not null and workspace_id = any ((select private.workspace_ids('trash.empty'))::uuid[]));
comment on policy delete_admin on public.contacts is 'Only from the trash, by whoever has trash.empty.';
grant select, delete on public.contacts to authenticated;
-- Not id: functions find a contact by its id alone, so no client may bring one that another workspace has.
grant insert (workspace_id, owner_id, name, email, phone, company, job_title, website, address, notes, tags, reference) on public.contacts to authenticated;
grant update (owner_id, name, email, phone, company, job_title, website, address, notes, tags, reference, deleted_at) on public.contacts to authenticated;
grant select, insert, update, delete on public.contacts to service_role;
