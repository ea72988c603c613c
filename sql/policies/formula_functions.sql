create policy select_all on public.formula_functions for select to anon, authenticated using (true);
comment on policy select_all on public.formula_functions is 'Documentation; every client may read it.';
grant select on public.formula_functions to anon, authenticated, service_role;
