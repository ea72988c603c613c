create policy select_member on public.activities for select to authenticated
  using (
    workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[])
    and (
      deleted_at is null or author_id = (select auth.uid())
      or workspace_id = any ((select private.workspace_ids('comments.moderate'))::uuid[])
    )
  );
comment on policy select_member on public.activities is 'Members see all timelines; a deleted comment, only its author and who moderates.';
create policy insert_member on public.activities for insert to authenticated
  with check (
    workspace_id = any ((select private.workspace_ids('comments.write'))::uuid[])
    and type = 'comment' and author_id is not distinct from (select auth.uid())
  );
comment on policy insert_member on public.activities is 'Comments, by whoever has comments.write, in their own name; all else is written by triggers.';
create policy update_member on public.activities for update to authenticated
  using (
    type = 'comment'
    and (
      workspace_id = any ((select private.workspace_ids('comments.write'))::uuid[]) and author_id = (select auth.uid())
      or workspace_id = any ((select private.workspace_ids('comments.moderate'))::uuid[])
    )
  )
  with check (type = 'comment' and workspace_id = any ((select private.workspace_ids('comments.write'))::uuid[]));
comment on policy update_member on public.activities is
  'One''s own comments; and those of others by who moderates, for deletion alone, which a trigger holds.';
create policy delete_admin on public.activities for delete to authenticated
  using (deleted_at is not null and workspace_id = any ((select private.workspace_ids('trash.empty'))::uuid[]));
comment on policy delete_admin on public.activities is 'For good only what was deleted, by whoever has trash.empty.';
grant select, delete on public.activities to authenticated;
-- Neither type nor author: both are what the defaults say.
grant insert (workspace_id, deal_id, body) on public.activities to authenticated;
grant update (body, deleted_at) on public.activities to authenticated;
grant select, insert, update, delete on public.activities to service_role;
