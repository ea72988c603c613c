create function private.describe_session(session_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- reads sessions
  set search_path = ''
as $$
declare
  v_session private.sessions;
begin
  select s.* into strict v_session from private.sessions as s where s.id = describe_session.session_id;
  -- For the rest of this transaction the caller is that person, as in any request to come.
  perform set_config('request.jwt.claims', jsonb_build_object('sub', v_session.user_id, 'role', 'authenticated')::text, true);
  return jsonb_build_object(
    'session_id', v_session.id,
    'refresh_expires_at', v_session.expires_at,
    'user', public.get_me() - 'workspaces',
    'workspaces', public.get_me() -> 'workspaces'
  );
end
$$;
comment on function private.describe_session(uuid) is 'What a sign-in answers besides its tokens: the person and their workspaces.';
revoke execute on function private.describe_session(uuid) from public;
