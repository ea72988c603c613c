create policy select_own on public.exports for select to authenticated
  using (created_by = (select auth.uid()) and workspace_id = any ((select private.workspace_ids('exports.write'))::uuid[]));
comment on policy select_own on public.exports is
  'One''s own alone, whatever the role, and only as long as one may export: who was removed or lost the right sees no export any more.';
grant select on public.exports to authenticated, service_role;
