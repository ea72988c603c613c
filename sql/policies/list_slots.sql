create policy select_member on private.list_slots for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.read'))::uuid[]));
comment on policy select_member on private.list_slots is 'By members, in whose name queries are compiled.';
grant select on private.list_slots to authenticated, service_role;
