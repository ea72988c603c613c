create function private.request_email_verification(user_id uuid, address text)
  returns void
  language plpgsql
  volatile
  security definer  -- nobody may queue jobs otherwise
  set search_path = ''
as $$
begin
  perform private.begin_attempt('verification', user_id::text, address);
  perform private.defer_job('send_email_verification', jsonb_build_object('user_id', user_id), 'mail');
end
$$;
comment on function private.request_email_verification(uuid, text) is 'Sends the mail again that confirms an address.';
revoke execute on function private.request_email_verification(uuid, text) from public;
grant execute on function private.request_email_verification(uuid, text) to service_role;
