create policy select_member on public.workspace_members for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('members.read'))::uuid[]));
comment on policy select_member on public.workspace_members is 'Members see one another. Changes go through functions only.';
grant select on public.workspace_members to authenticated;
grant select, insert, update, delete on public.workspace_members to service_role;
