create policy select_manager on public.contact_merges for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('contacts.merge'))::uuid[]));
comment on policy select_manager on public.contact_merges is
  'By whoever may take a merge back: it holds what the contacts were before. Written by functions only.';
grant select on public.contact_merges to authenticated, service_role;
