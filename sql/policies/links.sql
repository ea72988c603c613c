create policy select_member on public.links for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.links is 'Members see all links, those of items in the trash included.';
create policy insert_editor on public.links for insert to authenticated
  with check (
    workspace_id = any ((select private.workspace_ids('links.write'))::uuid[]) and created_by is not distinct from (select auth.uid())
  );
comment on policy insert_editor on public.links is 'By whoever has links.write, in their own name.';
create policy update_editor on public.links for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('links.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('links.write'))::uuid[]));
comment on policy update_editor on public.links is 'By whoever has links.write; only the order of links changes.';
create policy delete_editor on public.links for delete to authenticated
  using (workspace_id = any ((select private.workspace_ids('links.write'))::uuid[]));
comment on policy delete_editor on public.links is 'By whoever has links.write; a link that is taken away is gone.';
grant select, delete on public.links to authenticated;
grant insert (id, workspace_id, column_id, list_id, target_list_id, cardinality, item_id, target_item_id, position, target_position)
  on public.links to authenticated;
-- An upsert of PostgREST sets every column it was sent, keys included; triggers refuse it when one would change.
grant update (id, workspace_id, column_id, item_id, target_item_id, position, target_position) on public.links to authenticated;
grant select, insert, update, delete on public.links to service_role;
