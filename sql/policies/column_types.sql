create policy select_all on public.column_types for select to anon, authenticated using (true);
comment on policy select_all on public.column_types is 'Documentation; every client may read it.';
grant select on public.column_types to anon, authenticated, service_role;
