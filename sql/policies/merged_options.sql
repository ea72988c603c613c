create policy select_member on private.merged_options for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.read'))::uuid[]));
comment on policy select_member on private.merged_options is 'By members, in whose name queries are compiled.';
grant select on private.merged_options to authenticated, service_role;
