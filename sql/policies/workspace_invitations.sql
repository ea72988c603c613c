create policy select_admin on public.workspace_invitations for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('members.invite'))::uuid[]));
comment on policy select_admin on public.workspace_invitations is 'Whoever may invite sees the invitations. Changes go through functions only.';
grant select on public.workspace_invitations to authenticated;
grant select on public.workspace_invitations to service_role;
