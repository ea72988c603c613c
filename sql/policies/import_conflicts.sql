create policy select_member on public.import_conflicts for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.import_conflicts is 'As the imports themselves.';
grant select on public.import_conflicts to authenticated, service_role;
create policy insert_worker on public.import_conflicts for insert to worker with check (true);
comment on policy insert_worker on public.import_conflicts is
  'The worker writes down what a revert has left, in one statement; whose it is was checked when it began.';
grant insert on public.import_conflicts to worker;
