create policy select_member on private.list_counts for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.read'))::uuid[]));
comment on policy select_member on private.list_counts is 'By members, who are shown the count with the list.';
grant select on private.list_counts to authenticated, service_role;
