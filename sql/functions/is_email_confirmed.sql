create function private.is_email_confirmed()
  returns boolean
  language sql
  stable
  security definer  -- accounts have no grants; tells a caller about themselves alone
  set search_path = ''
as $$
  select u.email_confirmed_at is not null from auth.users as u where u.id = auth.uid()
$$;
comment on function private.is_email_confirmed() is 'Whether the caller''s address has been confirmed.';
revoke execute on function private.is_email_confirmed() from public;
grant execute on function private.is_email_confirmed() to authenticated, service_role;
