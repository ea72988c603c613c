create policy select_all on public.notification_kinds for select to anon, authenticated
  using (true);
comment on policy select_all on public.notification_kinds is 'What there is to be told of is no secret.';
grant select on public.notification_kinds to anon, authenticated, service_role;
