create policy select_member on public.tasks for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.tasks is 'Members see all tasks, those in the trash included.';
create policy insert_member on public.tasks for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]));
comment on policy insert_member on public.tasks is 'By whoever has crm.write, for any member.';
create policy update_member on public.tasks for update to authenticated
  using (
    workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[])
    and (assignee_id = (select auth.uid()) or created_by = (select auth.uid()))
    or workspace_id = any ((select private.workspace_ids('crm.write_any'))::uuid[])
  )
  with check (workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]));
comment on policy update_member on public.tasks is
  'Those that one has made or is to do, who may also hand them on; and any by whoever has crm.write_any. The trash needs more, which a trigger holds.';
create policy delete_admin on public.tasks for delete to authenticated
  using (deleted_at is not null and workspace_id = any ((select private.workspace_ids('trash.empty'))::uuid[]));
comment on policy delete_admin on public.tasks is 'Only from the trash, by whoever has trash.empty.';
grant select, delete on public.tasks to authenticated;
-- Not id: functions find a task by its id alone, so no client may bring one that another workspace has.
grant insert (workspace_id, deal_id, contact_id, assignee_id, title, description, due_date, is_done) on public.tasks to authenticated;
grant update (deal_id, contact_id, assignee_id, title, description, due_date, is_done, deleted_at) on public.tasks to authenticated;
grant select, insert, update, delete on public.tasks to service_role;
