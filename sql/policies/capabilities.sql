create policy select_all on public.capabilities for select to anon, authenticated using (true);
comment on policy select_all on public.capabilities is 'The rules are no secret: every client shows them.';
grant select on public.capabilities to anon, authenticated, service_role;
