create policy select_member on public.import_rejected_rows for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('items.read'))::uuid[]));
comment on policy select_member on public.import_rejected_rows is 'As the imports themselves.';
grant select on public.import_rejected_rows to authenticated, service_role;
create policy insert_worker on public.import_rejected_rows for insert to worker with check (true);
comment on policy insert_worker on public.import_rejected_rows is
  'The worker copies the rows that its SQL has rejected; whose import it is was checked when it began.';
grant insert on public.import_rejected_rows to worker;
