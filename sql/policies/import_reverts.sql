create policy select_member on public.import_reverts for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.import_reverts is 'As the imports themselves. Changes go through functions only.';
grant select on public.import_reverts to authenticated, service_role;
