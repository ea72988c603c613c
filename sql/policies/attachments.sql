create policy select_member on public.attachments for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.attachments is 'Members see all attachments, those in the trash included. The bytes they get through REST.';
create policy update_editor on public.attachments for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('attachments.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('attachments.write'))::uuid[]));
comment on policy update_editor on public.attachments is 'By whoever has attachments.write: name, place and trash; what a file is never changes.';
create policy delete_admin on public.attachments for delete to authenticated
  using (deleted_at is not null and workspace_id = any ((select private.workspace_ids('trash.empty'))::uuid[]));
comment on policy delete_admin on public.attachments is 'For good only from the trash, by whoever has trash.empty; a job deletes the objects.';
-- Nobody inserts: a row comes to be with its object, in private.finish_upload.
grant select, delete on public.attachments to authenticated, service_role;
grant update (name, position, deleted_at) on public.attachments to authenticated, service_role;
