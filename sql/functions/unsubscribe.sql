create function private.unsubscribe(token_hash text, is_certain boolean)
  returns jsonb
  language plpgsql
  volatile
  security definer  -- whoever holds a mail has not signed in
  set search_path = ''
as $$
declare
  v_token private.unsubscribe_tokens;
begin
  select t.* into v_token from private.unsubscribe_tokens as t where t.token_hash = decode(unsubscribe.token_hash, 'hex');
  if v_token.user_id is null then
    perform private.refuse_token();
  end if;
  if is_certain then
    -- A choice for one workspace would keep sending what was just turned off. The mail of a day has all kinds that come daily.
    delete from public.workspace_notification_preferences as w
    where w.user_id = v_token.user_id and (v_token.kind = w.kind or v_token.kind is null and w.delivery = 'daily');
    insert into public.notification_preferences as p (user_id, kind, delivery)
    select v_token.user_id, k.name, 'off'
    from public.notification_kinds as k
    left join public.notification_preferences as c on c.user_id = v_token.user_id and c.kind = k.name
    where k.is_mail_optional and (v_token.kind = k.name or v_token.kind is null and coalesce(c.delivery, k.default_delivery) = 'daily')
    on conflict on constraint notification_preferences_key do update set delivery = 'off';
  end if;
  return jsonb_build_object('kind', v_token.kind, 'title', (select k.title from public.notification_kinds as k where k.name = v_token.kind));
end
$$;
comment on function private.unsubscribe(text, boolean) is
  'What the token of a mail turns off: the mails of one kind, or the daily mail where kind is null. is_certain does it; again, it does no more.';
revoke execute on function private.unsubscribe(text, boolean) from public;
grant execute on function private.unsubscribe(text, boolean) to service_role;
