create policy select_member on public.views for select to authenticated
  using (
    workspace_id = any ((select private.workspace_ids('views.read'))::uuid[])
    and (owner_id is null or owner_id = (select auth.uid()))
  );
comment on policy select_member on public.views is 'Members see shared views and their own; nobody else''s, whatever their role.';
create policy insert_member on public.views for insert to authenticated
  with check (
    owner_id = (select auth.uid()) and workspace_id = any ((select private.workspace_ids('views.read'))::uuid[])
    or owner_id is null and workspace_id = any ((select private.workspace_ids('views.write'))::uuid[])
  );
comment on policy insert_member on public.views is 'A view of one''s own by any member, a shared one by whoever has views.write.';
create policy update_member on public.views for update to authenticated
  using (
    owner_id = (select auth.uid()) and workspace_id = any ((select private.workspace_ids('views.read'))::uuid[])
    or owner_id is null and workspace_id = any ((select private.workspace_ids('views.write'))::uuid[])
  )
  with check (
    owner_id = (select auth.uid()) and workspace_id = any ((select private.workspace_ids('views.read'))::uuid[])
    or owner_id is null and workspace_id = any ((select private.workspace_ids('views.write'))::uuid[])
  );
comment on policy update_member on public.views is 'As insert_member, before and after: sharing and taking back are setting owner_id. A trigger holds what is locked.';
create policy delete_member on public.views for delete to authenticated
  using (
    deleted_at is not null
    and (
      owner_id = (select auth.uid()) and workspace_id = any ((select private.workspace_ids('views.read'))::uuid[])
      or owner_id is null and workspace_id = any ((select private.workspace_ids('trash.empty'))::uuid[])
    )
  );
comment on policy delete_member on public.views is 'Only from the trash: one''s own, and shared ones by whoever has trash.empty.';
grant select, delete on public.views to authenticated;
-- Not id: functions find a view by its id alone, so no client may bring one that another workspace has.
grant insert (workspace_id, list_id, name, kind, query, settings, owner_id, is_locked, position) on public.views to authenticated;
grant update (name, kind, query, settings, owner_id, is_locked, position, deleted_at) on public.views to authenticated;
grant select, insert, update, delete on public.views to service_role;
