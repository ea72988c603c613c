create policy select_member on private.computed_columns for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.read'))::uuid[]));
comment on policy select_member on private.computed_columns is 'By members, in whose name items are computed.';
grant select on private.computed_columns to authenticated, service_role;
