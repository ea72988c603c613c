create policy select_member on public.imports for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.imports is 'Members see what was imported and how it went. Changes go through functions only.';
grant select on public.imports to authenticated, service_role;
