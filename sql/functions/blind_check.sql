create function private.blind_check(workspace_id uuid, email text, phone text, name text)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- as find_blindly, and counts
  set search_path = ''
as $$
begin
  perform private.check_capability(workspace_id, 'crm.write');
  if num_nonnulls(nullif(btrim(email), ''), nullif(btrim(phone), ''), nullif(btrim(name), '')) = 0 then
    raise exception 'Name an e-mail address, a phone number or a name' using errcode = 'check_violation', constraint = 'check_needs_something';
  end if;
  -- Who asks for one name after the other is collecting, not checking.
  perform private.count_attempt('contact check of ' || coalesce(auth.uid()::text, session_user), 30);
  return (
    select coalesce(jsonb_agg(jsonb_build_object('reasons', b.reasons, 'owner_id', b.owner_id, 'owner_name', p.full_name)), '[]')
    from private.find_blindly(workspace_id, email, phone, name) as b
    left join public.user_profiles as p on p.user_id = b.owner_id
  );
end
$$;
comment on function private.blind_check(uuid, text, text, text) is
  'Whether a contact is there already, by what, and whom to ask; never which. Thirty times a minute.';
revoke execute on function private.blind_check(uuid, text, text, text) from public;
grant execute on function private.blind_check(uuid, text, text, text) to authenticated, service_role;
