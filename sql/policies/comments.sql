create policy select_member on public.comments for select to authenticated
  using (
    workspace_id = any ((select private.workspace_ids('items.read'))::uuid[])
    and (
      deleted_at is null or created_by = (select auth.uid())
      or workspace_id = any ((select private.workspace_ids('comments.moderate'))::uuid[])
    )
  );
comment on policy select_member on public.comments is 'Members see what is said; what was deleted, only its author and who moderates.';
create policy insert_member on public.comments for insert to authenticated
  with check (
    workspace_id = any ((select private.workspace_ids('comments.write'))::uuid[])
    and created_by is not distinct from (select auth.uid())
  );
comment on policy insert_member on public.comments is 'By whoever has comments.write, in their own name.';
create policy update_member on public.comments for update to authenticated
  using (
    workspace_id = any ((select private.workspace_ids('comments.write'))::uuid[]) and created_by = (select auth.uid())
    or workspace_id = any ((select private.workspace_ids('items.write'))::uuid[])
  )
  with check (
    workspace_id = any ((select private.workspace_ids('comments.write'))::uuid[]) and created_by = (select auth.uid())
    or workspace_id = any ((select private.workspace_ids('items.write'))::uuid[])
  );
comment on policy update_member on public.comments is
  'One''s own; and any by whoever has items.write, who may resolve. Text and deletion of others'' are held by trigger.';
create policy delete_admin on public.comments for delete to authenticated
  using (deleted_at is not null and workspace_id = any ((select private.workspace_ids('trash.empty'))::uuid[]));
comment on policy delete_admin on public.comments is 'For good only what was deleted, by whoever has trash.empty.';
grant select, delete on public.comments to authenticated;
-- Not id: functions find a comment by its id alone, and pages go by it.
grant insert (workspace_id, item_id, parent_id, body) on public.comments to authenticated;
grant update (body, resolved_at, deleted_at) on public.comments to authenticated;
grant select, insert, update, delete on public.comments to service_role;
