create policy select_all on public.filter_operators for select to anon, authenticated using (true);
comment on policy select_all on public.filter_operators is 'Documentation; every client may read it.';
grant select on public.filter_operators to anon, authenticated, service_role;
