create policy select_member on public.matchings for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.read'))::uuid[]));
comment on policy select_member on public.matchings is 'Members see how lists are matched.';
create policy insert_manager on public.matchings for insert to authenticated
  with check (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]));
comment on policy insert_manager on public.matchings is 'By whoever has lists.write: it is a part of how the lists are set up.';
create policy update_manager on public.matchings for update to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]))
  with check (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]));
comment on policy update_manager on public.matchings is 'As insert_manager.';
create policy delete_manager on public.matchings for delete to authenticated
  using (workspace_id = any ((select private.workspace_ids('lists.write'))::uuid[]));
comment on policy delete_manager on public.matchings is 'As insert_manager. The items of both lists stay.';
grant select, delete on public.matchings to authenticated;
-- Not id: functions find a matching by its id alone, so no client may bring one that another workspace has.
grant insert (workspace_id, name, offer_list_id, request_list_id, offer_filter, request_filter, criteria) on public.matchings to authenticated;
grant update (name, offer_filter, request_filter, criteria) on public.matchings to authenticated;
grant select, insert, update, delete on public.matchings to service_role;
