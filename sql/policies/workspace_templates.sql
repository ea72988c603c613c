create policy select_all on public.workspace_templates for select to anon, authenticated using (true);
comment on policy select_all on public.workspace_templates is 'Documentation; every client may read it.';
grant select on public.workspace_templates to anon, authenticated, service_role;
