create policy select_all on public.view_settings for select to anon, authenticated using (true);
comment on policy select_all on public.view_settings is 'Documentation; every client may read it.';
grant select on public.view_settings to anon, authenticated, service_role;
