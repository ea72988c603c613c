create policy select_colleague on public.user_profiles for select to authenticated
  using (
    user_id = (select auth.uid())
    or exists (select from public.workspace_members as m where m.user_id = user_profiles.user_id)
  );
comment on policy select_colleague on public.user_profiles is
  'Oneself and whoever shares a workspace: the inner select sees only memberships that the caller may see.';
create policy update_self on public.user_profiles for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));
comment on policy update_self on public.user_profiles is 'One''s own profile; which columns, the grant says.';
grant select on public.user_profiles to authenticated;
grant update (full_name, avatar_url, locale, time_zone, digest_hour) on public.user_profiles to authenticated;
grant select, insert, update, delete on public.user_profiles to service_role;
