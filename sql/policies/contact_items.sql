create policy select_member on public.contact_items for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.contact_items is 'Members see them all.';
create policy insert_member on public.contact_items for insert to authenticated
  with check (
    workspace_id = any ((select private.workspace_ids('crm.write_any'))::uuid[])
    or workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]) and exists (
      select from public.contacts as r where r.id = contact_id and r.workspace_id = contact_items.workspace_id and r.owner_id = (select auth.uid())
    )
  );
comment on policy insert_member on public.contact_items is 'By whoever may change the contact.';
create policy delete_member on public.contact_items for delete to authenticated
  using (
    workspace_id = any ((select private.workspace_ids('crm.write_any'))::uuid[])
    or workspace_id = any ((select private.workspace_ids('crm.write'))::uuid[]) and exists (
      select from public.contacts as r where r.id = contact_id and r.workspace_id = contact_items.workspace_id and r.owner_id = (select auth.uid())
    )
  );
comment on policy delete_member on public.contact_items is 'By whoever may change the contact.';
grant select, delete on public.contact_items to authenticated;
grant insert (workspace_id, contact_id, item_id) on public.contact_items to authenticated;
grant select, insert, delete on public.contact_items to service_role;
