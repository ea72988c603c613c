create policy select_all on public.aggregate_functions for select to anon, authenticated using (true);
comment on policy select_all on public.aggregate_functions is 'Documentation; every client may read it.';
grant select on public.aggregate_functions to anon, authenticated, service_role;
