create function private.queue_digests(at timestamptz default now())
  returns integer
  language plpgsql
  volatile
  security definer  -- the worker reads no notifications
  set search_path = ''
as $$
declare
  v_person record;
  v_mail_id uuid;
  v_count integer := 0;
begin
  for v_person in
    select p.user_id, private.digest_moment(p.time_zone, p.digest_hour, queue_digests.at) as until
    from public.user_profiles as p
    where exists (select from private.notification_deliveries as d where d.user_id = p.user_id and d.mail_id is null)
    order by p.user_id
  loop
    -- Another run that has this person makes one mail of it all: two would share it out into two.
    perform from public.user_profiles as p where p.user_id = v_person.user_id for no key update skip locked;
    continue when not found;
    with due as (
      select d.notification_id, d.workspace_id from private.notification_deliveries as d
      where d.user_id = v_person.user_id and d.mail_id is null and d.created_at < v_person.until
      for update
    ), mail as (
      insert into private.notification_mails (user_id, delivery) select v_person.user_id, 'daily' where exists (select from due) returning id
    ), taken as (
      update private.notification_deliveries as d set mail_id = m.id from due, mail as m
      where d.notification_id = due.notification_id and d.workspace_id = due.workspace_id
    )
    select m.id into v_mail_id from mail as m;
    continue when v_mail_id is null;
    perform private.defer_job('send_notifications', jsonb_build_object('mail_id', v_mail_id), 'mail');
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;
comment on function private.queue_digests(timestamptz) is
  'Queues the daily mail of everybody for whom its hour has come since something began to wait for it; returns how many. Two at once share the people.';
revoke execute on function private.queue_digests(timestamptz) from public;
grant execute on function private.queue_digests(timestamptz) to worker;
