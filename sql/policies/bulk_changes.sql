create policy select_member on public.bulk_changes for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.bulk_changes is 'Members see what was changed and how it went. Changes go through functions only.';
grant select on public.bulk_changes to authenticated, service_role;
