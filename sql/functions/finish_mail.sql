create function private.finish_mail(mail_id uuid, attempt integer, state text, reply text default null)
  returns void
  language sql
  volatile
  security definer  -- the worker writes no mails
  set search_path = ''
as $$
  update private.notification_mails as m
  set state = finish_mail.state, reply = left(finish_mail.reply, 500), finished_at = case when finish_mail.state <> 'queued' then now() end
  where m.id = finish_mail.mail_id and m.attempt = finish_mail.attempt and m.state in ('claimed', 'handing_over')
$$;
comment on function private.finish_mail(uuid, integer, text, text) is
  'For the mail job: what became of its attempt: sent, refused, or queued again when the server has not taken it.';
revoke execute on function private.finish_mail(uuid, integer, text, text) from public;
grant execute on function private.finish_mail(uuid, integer, text, text) to worker;
