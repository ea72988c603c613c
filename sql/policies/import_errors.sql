create policy select_member on public.import_errors for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.import_errors is 'As the imports themselves.';
grant select on public.import_errors to authenticated, service_role;
create policy insert_worker on public.import_errors for insert to worker with check (true);
comment on policy insert_worker on public.import_errors is
  'The worker writes what its SQL found wrong, in one statement; whose import it is was checked when it began.';
grant insert on public.import_errors to worker;
