create policy select_member on public.column_changes for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.read'))::uuid[]));
comment on policy select_member on public.column_changes is 'Members see what is being changed and how far it is. Changes go through functions only.';
grant select on public.column_changes to authenticated, service_role;
