create function private.tg_users__profile()
  returns trigger
  language plpgsql
  security definer  -- the writer of auth.users (Supabase's own role) has no rights on profiles
  set search_path = ''
as $$
begin
  insert into public.user_profiles (user_id, email, full_name)
  values (new.id, new.email, left(coalesce(new.raw_user_meta_data ->> 'full_name', ''), 200))
  on conflict (user_id) do update set email = excluded.email;
  return null;
end
$$;
comment on function private.tg_users__profile() is 'Makes the profile of a new account, and keeps its e-mail in step.';
revoke execute on function private.tg_users__profile() from public;
