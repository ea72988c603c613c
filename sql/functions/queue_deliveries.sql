create function private.queue_deliveries(workspace_id uuid, notification_ids uuid[])
  returns void
  language plpgsql
  volatile
  security definer  -- mails are nobody's to queue
  set search_path = ''
as $$
declare
  v_new record;
  v_mail_id uuid;
begin
  for v_new in
    with wanted as (
      select n.*, private.delivery_of(n.user_id, n.workspace_id, n.kind) as delivery
      from public.notifications as n
      where n.id = any (notification_ids) and n.workspace_id = queue_deliveries.workspace_id
    ), queued as (
      insert into private.notification_deliveries as d (notification_id, workspace_id, user_id)
      select w.id, w.workspace_id, w.user_id from wanted as w where w.delivery <> 'off' order by w.id
      on conflict on constraint notification_deliveries_pkey do nothing
      returning d.notification_id
    )
    select w.id, w.user_id, w.subject from queued as q join wanted as w on w.id = q.notification_id where w.delivery = 'at_once'
  loop
    insert into private.notification_mails (user_id, delivery) values (v_new.user_id, 'at_once') returning id into v_mail_id;
    update private.notification_deliveries as d set mail_id = v_mail_id
    where d.notification_id = v_new.id and d.workspace_id = queue_deliveries.workspace_id;
    -- A change of many items goes on in batches: its mail waits a minute, so that it can say how many.
    perform private.defer_job('send_notifications', jsonb_build_object('mail_id', v_mail_id), 'mail',
      scheduled_at => case when (v_new.subject ->> 'count')::bigint > 1 then now() + interval '1 minute' end);
  end loop;
end
$$;
comment on function private.queue_deliveries(uuid, uuid[]) is
  'Queues what is to be mailed of new notifications, as each person has chosen: a job for what goes at once; what goes daily waits for private.queue_digests.';
revoke execute on function private.queue_deliveries(uuid, uuid[]) from public;
