create function private.begin_mail(mail_id uuid)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- the worker reads no notifications
  set search_path = ''
as $$
declare
  v_mail private.notification_mails;
  v_email text;
  v_notifications jsonb;
  v_token constant text := private.new_token();
begin
  update private.notification_mails as m set state = 'claimed', attempt = m.attempt + 1
  where m.id = begin_mail.mail_id and m.state in ('queued', 'claimed')
  returning m.* into v_mail;
  if v_mail.id is null then
    return (select jsonb_build_object('state', m.state) from private.notification_mails as m where m.id = begin_mail.mail_id);
  end if;
  -- An address that nobody has confirmed may be somebody else's.
  v_email := (select u.email from auth.users as u where u.id = v_mail.user_id and u.email_confirmed_at is not null);
  v_notifications := private.mail_notifications(v_mail.id);
  if v_email is null or v_notifications is null then
    update private.notification_mails as m set state = 'dropped', finished_at = now() where m.id = v_mail.id;
    return '{"state": "dropped"}';
  end if;
  insert into private.unsubscribe_tokens (token_hash, user_id, kind)
  values (private.token_hash(v_token), v_mail.user_id, case v_mail.delivery when 'at_once' then v_notifications -> 0 ->> 'kind' end);
  return jsonb_build_object('state', v_mail.state, 'attempt', v_mail.attempt, 'email', v_email, 'delivery', v_mail.delivery,
    'created_at', v_mail.created_at, 'notifications', v_notifications, 'token', v_token);
end
$$;
comment on function private.begin_mail(uuid) is
  'For the mail job: what a mail says at this moment, with a token to unsubscribe, for an attempt that now holds it. Only its state when there is nothing to do; null when the mail is gone.';
revoke execute on function private.begin_mail(uuid) from public;
grant execute on function private.begin_mail(uuid) to worker;
