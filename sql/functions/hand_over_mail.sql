create function private.hand_over_mail(mail_id uuid, attempt integer)
  returns boolean
  language plpgsql
  volatile
  security definer  -- the worker writes no mails
  set search_path = ''
as $$
begin
  update private.notification_mails as m set state = 'handing_over'
  where m.id = hand_over_mail.mail_id and m.attempt = hand_over_mail.attempt and m.state = 'claimed';
  return found;
end
$$;
comment on function private.hand_over_mail(uuid, integer) is
  'For the mail job, before the server is given the text, in a transaction of its own: from here on nobody else sends it. False: another attempt has it.';
revoke execute on function private.hand_over_mail(uuid, integer) from public;
grant execute on function private.hand_over_mail(uuid, integer) to worker;
