create policy select_member on public.import_errors for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.import_errors is 'As the imports themselves.';
grant select on public.import_errors to authenticated, service_role;
