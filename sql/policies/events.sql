create policy select_admin on audit.events for select to authenticated
  using (workspace_id = any ((select private.workspace_ids('audit.read'))::uuid[]));
comment on policy select_admin on audit.events is 'Whoever has audit.read sees the events of the workspace; events without one are the DBA''s.';
grant select on audit.events to authenticated, service_role;
grant select on public.audit_log to authenticated, service_role;
