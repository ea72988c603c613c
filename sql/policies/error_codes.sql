create policy select_all on public.error_codes for select to anon, authenticated using (true);
comment on policy select_all on public.error_codes is 'Documentation; every client may read it.';
grant select on public.error_codes to anon, authenticated, service_role;
