create policy select_member on public.exchange_rates for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('crm.read'))::uuid[]));
comment on policy select_member on public.exchange_rates is 'Members see by which rates they are shown a total.';
create policy insert_admin on public.exchange_rates for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('rates.write'))::uuid[]));
comment on policy insert_admin on public.exchange_rates is 'By whoever has rates.write.';
create policy update_admin on public.exchange_rates for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('rates.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('rates.write'))::uuid[]));
comment on policy update_admin on public.exchange_rates is 'As insert_admin.';
create policy delete_admin on public.exchange_rates for delete to authenticated
  using (workspace_id = any ((select private.workspace_ids('rates.write'))::uuid[]));
comment on policy delete_admin on public.exchange_rates is 'As insert_admin.';
grant select, delete on public.exchange_rates to authenticated;
grant insert (workspace_id, currency, rate, as_of) on public.exchange_rates to authenticated;
grant update (rate, as_of) on public.exchange_rates to authenticated;
grant select, insert, update, delete on public.exchange_rates to service_role;
